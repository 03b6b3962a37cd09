//! The rows. One line is one command: variant, name, scope, group, what it
//! takes, default keys, help.

/// Where a key means the command. The scope on top is asked first: an
/// overlay's, then the focused pane's, then [`Scope::Pane`], then
/// [`Scope::Global`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Everywhere but in a line that is being typed.
    Global,
    /// In each of the three panes, and in overlays that scroll.
    Pane,
    /// In the article list.
    List,
    /// In the reader.
    Reader,
    /// In the reader, while a passage is being selected; asked before
    /// [`Scope::Reader`].
    Selection,
    /// In the timeline.
    Timeline,
    /// In an overlay that shows something: help, problems, information.
    Overlay,
    /// In the list of notes.
    Notes,
    /// In a note that is being written.
    Editor,
    /// In a line that is being typed: find, search, command line.
    Prompt,
}

impl Scope {
    /// Every scope, in the order of `config.toml`.
    pub const ALL: [Self; 10] = [
        Self::Global,
        Self::Pane,
        Self::List,
        Self::Reader,
        Self::Selection,
        Self::Timeline,
        Self::Overlay,
        Self::Notes,
        Self::Editor,
        Self::Prompt,
    ];

    /// Its name in `config.toml`: `[keys.list]`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Pane => "pane",
            Self::List => "list",
            Self::Reader => "reader",
            Self::Selection => "selection",
            Self::Timeline => "timeline",
            Self::Overlay => "overlay",
            Self::Notes => "notes",
            Self::Editor => "editor",
            Self::Prompt => "prompt",
        }
    }

    /// Where that is, in words: "in the reader".
    #[must_use]
    pub const fn place(self) -> &'static str {
        match self {
            Self::Global => "everywhere",
            Self::Pane => "in every pane",
            Self::List => "in the list",
            Self::Reader => "in the reader",
            Self::Selection => "while selecting",
            Self::Timeline => "on the timeline",
            Self::Overlay => "in a box",
            Self::Notes => "in the list of notes",
            Self::Editor => "in a note being written",
            Self::Prompt => "in a line being typed",
        }
    }
}

/// Under which heading the help shows the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Moving about.
    Move,
    /// Panes and layout.
    Panes,
    /// The article list.
    List,
    /// Reading.
    Read,
    /// Dates and the timeline.
    Time,
    /// Finding and searching.
    Find,
    /// Marks, stars, notes, copies.
    Keep,
    /// Handing over to other programs.
    Hand,
    /// The program itself.
    Program,
    /// Typing a line.
    Line,
}

impl Group {
    /// Every group, in the order of the help screen.
    pub const ALL: [Self; 10] = [
        Self::Move,
        Self::Panes,
        Self::List,
        Self::Read,
        Self::Time,
        Self::Find,
        Self::Keep,
        Self::Hand,
        Self::Program,
        Self::Line,
    ];

    /// The heading.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Move => "Moving about",
            Self::Panes => "Panes",
            Self::List => "The article list",
            Self::Read => "Reading",
            Self::Time => "Dates and the timeline",
            Self::Find => "Finding and searching",
            Self::Keep => "Marks, stars, notes, copies",
            Self::Hand => "Other programs",
            Self::Program => "The program",
            Self::Line => "Boxes and lines being typed",
        }
    }
}

/// What may stand before or after the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Argument {
    /// Nothing.
    None,
    /// A count before the key: `5j`.
    Count,
    /// One more character after the key: `m a`.
    Char,
    /// A text, on the command line only: `:theme light`.
    Text,
}

/// One command.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// The command itself.
    pub command: Command,
    /// Its name on the command line and in `config.toml`: kebab-case.
    pub name: &'static str,
    /// Where its keys mean it.
    pub scope: Scope,
    /// Its heading in the help.
    pub group: Group,
    /// What it takes.
    pub argument: Argument,
    /// Default keys, as `config.toml` writes them.
    pub keys: &'static [&'static str],
    /// One line of help, at most 60 columns, no full stop.
    pub help: &'static str,
}

macro_rules! commands {
    ($($variant:ident $name:literal $scope:ident $group:ident $argument:ident [$($key:literal),*] $help:literal;)*) => {
        /// Every command of the program.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command {
            $(#[doc = $help] $variant,)*
        }

        impl Command {
            /// The table, in the order of the help screen.
            pub const ALL: &'static [Row] = &[$(Row {
                command: Command::$variant,
                name: $name,
                scope: Scope::$scope,
                group: Group::$group,
                argument: Argument::$argument,
                keys: &[$($key),*],
                help: $help,
            },)*];
        }
    };
}

commands! {
    // variant name scope group argument keys help
    Down "down" Pane Move Count ["j", "down"] "Next item or line";
    Up "up" Pane Move Count ["k", "up"] "Previous item or line";
    HalfPageDown "half-page-down" Pane Move Count ["ctrl-d"] "Half a page down";
    HalfPageUp "half-page-up" Pane Move Count ["ctrl-u"] "Half a page up";
    PageDown "page-down" Pane Move Count ["space", "pgdn", "ctrl-f"] "A page down";
    PageUp "page-up" Pane Move Count ["b", "pgup", "ctrl-b"] "A page up";
    Top "top" Pane Move Count ["g g", "home"] "The beginning, or item N";
    Bottom "bottom" Pane Move Count ["G", "end"] "The end, or item N";
    Left "left" Pane Move Count ["h", "left"] "The pane to the left; along the timeline";
    Right "right" Pane Move Count ["l", "right"] "The pane to the right; along the timeline";
    ScrollDown "scroll-down" Reader Move Count ["ctrl-e"] "Scroll the text by a row, the chosen line with it";
    ScrollUp "scroll-up" Reader Move Count ["ctrl-y"] "Scroll the text back by a row";
    NextParagraph "next-paragraph" Reader Move Count ["}"] "Next paragraph";
    PreviousParagraph "previous-paragraph" Reader Move Count ["{"] "Previous paragraph";
    NextArticle "next-article" Pane Move Count ["J"] "Next article, within the present filter";
    PreviousArticle "previous-article" Pane Move Count ["K"] "Previous article, within the present filter";
    Back "jump-back" Global Move Count ["ctrl-o"] "Back to where you were";
    Forward "jump-forward" Global Move Count ["alt-o"] "Forward again";

    NextPane "next-pane" Global Panes None ["tab"] "Next pane";
    PreviousPane "previous-pane" Global Panes None ["shift-tab"] "Previous pane";
    FocusList "list" Global Panes None ["1"] "To the article list";
    FocusReader "reader" Global Panes None ["2"] "To the reader";
    FocusTimeline "timeline" Global Panes None ["3"] "To the timeline";
    Stack "stack" Global Panes None ["L"] "Panes one below the other, or beside each other";
    Zoom "zoom-pane" Pane Panes None ["z"] "The pane fills the screen, and back";

    OpenArticle "open" List List None ["enter"] "Read the article";
    Sort "sort" List List Text ["S"] "Sort by date, title or length";
    Reverse "reverse" List List None ["R"] "Turn the order round";
    GroupByYear "group-by-year" List List None ["Y"] "Year headings in the list, or none";
    ToggleCopies "copies" List List None ["="] "The same article under several paths once, or each time";
    ToggleRead "toggle-read" List List None ["U"] "Mark as read, or as unread";

    ToggleFooter "toggle-footer" Reader Read None ["F"] "Show or fold the footer";
    ParagraphStyle "paragraph-style" Reader Read None ["P"] "Indent paragraphs, or space them";
    Align "align" Reader Read None ["A"] "Fill lines up to the edge, or leave them ragged";
    Hyphenate "hyphenate" Reader Read None ["-"] "Divide words at the ends of lines, or leave them whole";
    LineSpacing "line-spacing" Reader Read None ["="] "An empty row between lines, or none";
    Margin "margin" Reader Read None ["M"] "Wider margins, or none";
    Columns "columns" Reader Read None ["C"] "Two columns of text, or one";
    Wider "wider" Reader Read Count [">"] "A wider column of text";
    Narrower "narrower" Reader Read Count ["<"] "A narrower column of text";
    Outline "outline" Reader Read None ["O"] "The parts of the article; Enter goes to one";
    Information "information" Global Read None ["i"] "What is known of the article, and how it was found";

    NextDate "next-date" Reader Time Count ["]"] "Next date in the text";
    PreviousDate "previous-date" Reader Time Count ["["] "Previous date in the text";
    ToTimeline "to-timeline" Reader Time None ["t"] "This date on the timeline, with all who tell it";
    Explain "explain" Reader Time None ["enter"] "How this date and its event came about";
    Follow "follow" Global Time None ["f"] "The timeline follows the reading, or stands still";
    ZoomIn "zoom-in" Timeline Time Count ["z", "+", "="] "Finer buckets: decade, year, month, week, day";
    ZoomOut "zoom-out" Timeline Time Count ["Z", "-"] "Coarser buckets";
    NextEvent "next-event" Timeline Time Count ["]"] "Next bucket of the lane in which there is anything";
    PreviousEvent "previous-event" Timeline Time Count ["["] "Previous bucket of the lane in which there is anything";
    OpenEvent "open-event" Timeline Time None ["enter"] "Read the sentence in its article";
    Brush "brush" Timeline Time None ["v"] "Choose a range of buckets; it filters the list";
    PanLeft "pan-left" Timeline Time Count ["<"] "Half a window to the left";
    PanRight "pan-right" Timeline Time Count [">"] "Half a window to the right";
    OtherLane "other-lane" Timeline Time None ["c"] "Walk and brush on the other lane: happened or printed";
    Scale "scale" Timeline Time None ["%"] "Bars by count, by its logarithm, or per article held";
    Bars "bars" Global Time Text [] "Of what bars are made: block, braille or ascii";
    SortEvents "sort-events" Timeline Time None ["S"] "Events by salience, or by date";
    Tellers "tellers" Timeline Time None ["t"] "Who tells this event, below it, or no longer";
    OnThisDay "onthisday" Global Time Text [] "What happened on a day: today, article, or 10-12";
    Gaps "gaps" Global Time None [] "Of which days nothing or little is held";
    Undated "undated" Global Time None [] "Dates to check: hardly right, none, or doubtful";
    Lag "lag" Global Time None [] "How long after it happened something was printed";
    GoToDate "date" Global Time Text [] "The timeline to a date: :date 2000-07";
    Today "today" Timeline Time None ["."] "The timeline to today";

    Find "find" Pane Find None ["/"] "Find in the focused pane; several: ferry | bridge";
    FindNext "find-next" Pane Find Count ["n"] "Next place found";
    FindPrevious "find-previous" Pane Find Count ["N"] "Previous place found";
    Search "search" Pane Find Text ["s"] "Search the archive; the hits filter the list";
    Pick "pick" Global Find None ["p"] "To an article, source, search, command by its name";
    Rank "rank" Global Find None ["alt-r"] "Hits by weight, the best first, or in the list's order";
    Snippets "snippets" List Find None ["x"] "What was found below each title, or titles alone";
    Stem "stem" Global Find Text [] "Words in all their forms: :stem en; :stem off";
    Save "save" Global Find Text [] "Save the search under a name: :save ferries";
    Saved "saved" Global Find Text [] "Saved searches; :saved ferries searches it";
    Forget "forget" Global Find Text [] "Drop a saved search: :forget ferries";
    Log "log" Global Find Text [] "Searches made; :log copy: as an appendix on methods";
    ClearFilter "clear-filter" Global Find None ["backspace"] "Drop the search and the brush: all articles again";

    Mark "mark" Pane Keep Char ["m"] "Set a mark: m and a letter, in the article; M everywhere";
    GoToMark "go-to-mark" Pane Keep Char ["'"] "To a mark: ' and its letter; '' to where you were";
    Star "star" Pane Keep None ["*"] "Star the article, or take the star away";
    Select "select" Reader Keep None ["v"] "Select a passage, from here on";
    SelectUnit "select-unit" Selection Keep None ["v"] "By words, sentences or paragraphs, in turn";
    SelectOn "select-on" Selection Keep Count ["l", "right"] "This end one of them further";
    SelectBack "select-back" Selection Keep Count ["h", "left"] "This end one of them back";
    SelectWord "select-word" Selection Keep Count ["w", "e"] "This end a word further";
    SelectWordBack "select-word-back" Selection Keep Count ["b"] "This end a word back";
    SelectSentence "select-sentence" Selection Keep Count [")"] "This end a sentence further";
    SelectSentenceBack "select-sentence-back" Selection Keep Count ["("] "This end a sentence back";
    SelectParagraph "select-paragraph" Selection Keep Count ["}"] "This end a paragraph further";
    SelectParagraphBack "select-paragraph-back" Selection Keep Count ["{"] "This end a paragraph back";
    OtherEnd "other-end" Selection Keep None ["o"] "From now on the other end moves";
    Copy "copy" Pane Keep None ["y"] "Copy the selection or paragraph with its citation";
    Cite "cite" Pane Keep Text ["c"] "Copy the citation alone; :cite bibtex: so from now on";
    Note "note" Reader Keep Text ["a"] "Write a note on the selection or the paragraph";
    Highlight "highlight" Reader Keep Char ["H"] "Highlight it as one of four kinds: H and 1 2 3 4";
    Tag "tag" Reader Keep Text ["T"] "File it under tags: :tag flood, bridge";
    CorrectDate "correct-date" Pane Keep Text ["D"] "Rule what a date means: 1948-10-12, none, or empty: as read";
    StarEvent "star-event" Timeline Keep None ["*"] "Star the event, or take the star away";
    NoteEvent "note-event" Timeline Keep Text ["a"] "Write a note on the event";
    MergeEvents "merge-events" Timeline Keep None ["M"] "Merge two events: M on one, then on the other";
    SplitEvent "split-event" Timeline Keep None ["X"] "Split off the chosen article's telling of an event";
    Notes "notes" Pane Keep Text ["V"] "All notes; :notes 3 goes to the third";
    OpenNote "open-note" Notes Keep None ["enter"] "To the passage of the note";
    DeleteNote "delete-note" Notes Keep None ["d", "delete"] "Delete the note";
    Undo "undo" Pane Keep Count ["u"] "Undo the last mark, star or note, in earlier runs too";
    Redo "redo" Pane Keep Count ["ctrl-r"] "Do again what was undone";

    OpenSource "open-source" Pane Hand None ["o"] "Open the source address in the browser";
    Edit "edit" Pane Hand None ["e"] "Open the file in your editor, at this paragraph";
    Pipe "pipe" Pane Hand Text ["|"] "Send the article to a command";
    Plain "plain" Pane Hand None ["X"] "The text as it is, for the terminal's own selection";
    Suspend "suspend" Global Hand None ["ctrl-z"] "Leave for the shell; fg comes back";

    CommandLine "command-line" Pane Program None [":"] "Type a command; Tab completes";
    Help "help" Global Program None ["?", "f1"] "This help; type to search it";
    Problems "problems" Global Program None ["!"] "What could not be read, and why";
    Theme "theme" Global Program Text [] "Choose the colours: dark, light, none";
    Wire "wire" Global Program None [] "What the last minute of frames has cost the line";
    About "about" Global Program None [] "The version, the licence, the built-in archive";
    Redraw "redraw" Global Program None ["ctrl-l"] "Draw the screen anew";
    Cancel "cancel" Global Program None ["esc"] "Cancel; never quits";
    Interrupt "interrupt" Global Program None ["ctrl-c"] "Stop what is running; twice quits";
    Quit "quit" Global Program None ["q"] "One step back; from the list, quit";
    QuitAll "quit-all" Global Program None ["Q"] "Quit at once";

    KeepNote "keep-note" Editor Line None ["ctrl-s", "alt-enter"] "Keep the note";
    NoteInEditor "note-in-editor" Editor Line None ["alt-e", "ctrl-x"] "Go on writing in your editor";
    NewLine "new-line" Editor Line None ["enter", "ctrl-j"] "A new line";
    RowUp "row-up" Editor Line None ["up", "ctrl-p"] "A row up";
    RowDown "row-down" Editor Line None ["down", "ctrl-n"] "A row down";
    TextStart "text-start" Editor Line None ["ctrl-home", "alt-<"] "To the beginning of the note";
    TextEnd "text-end" Editor Line None ["ctrl-end", "alt->"] "To the end of the note";
    GoThere "go-there" Overlay Line None ["enter"] "To where the chosen row leads; else close it";
    Close "close" Overlay Line None ["q", "esc"] "Close it";
    Accept "accept" Prompt Line None ["enter"] "Do it";
    Regex "regex" Prompt Line None ["alt-r"] "Find by regular expression, or as it is typed";
    Abandon "abandon" Prompt Line None ["esc", "ctrl-c"] "Leave the line";
    Complete "complete" Prompt Line None ["tab", "down"] "Complete, or next proposal";
    CompleteBack "complete-back" Prompt Line None ["shift-tab", "up"] "Previous proposal";
    DeleteBack "delete-back" Prompt Line None ["backspace", "ctrl-h"] "Delete the character before";
    DeleteForward "delete-forward" Prompt Line None ["delete"] "Delete the character under the cursor";
    DeleteWord "delete-word" Prompt Line None ["ctrl-w", "alt-backspace"] "Delete the word before";
    DeleteLine "delete-line" Prompt Line None ["ctrl-u"] "Delete up to the beginning";
    DeleteToEnd "delete-to-end" Prompt Line None ["ctrl-k"] "Delete up to the end";
    CursorLeft "cursor-left" Prompt Line None ["left", "ctrl-b"] "One character to the left";
    CursorRight "cursor-right" Prompt Line None ["right", "ctrl-f"] "One character to the right";
    CursorWordLeft "cursor-word-left" Prompt Line None ["ctrl-left", "alt-b"] "One word to the left";
    CursorWordRight "cursor-word-right" Prompt Line None ["ctrl-right", "alt-f"] "One word to the right";
    CursorStart "cursor-start" Prompt Line None ["home", "ctrl-a"] "To the beginning of the line";
    CursorEnd "cursor-end" Prompt Line None ["end", "ctrl-e"] "To the end of the line";
}

impl Command {
    /// The command's row of the table.
    #[must_use]
    pub fn row(self) -> &'static Row {
        &Self::ALL[self as usize]
    }

    /// The command of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|row| row.name == name)
            .map(|row| row.command)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use std::collections::HashSet;

    use super::*;
    use crate::command::Sequence;

    #[test]
    fn a_row_stands_at_its_commands_number() {
        for (index, row) in Command::ALL.iter().enumerate() {
            assert_eq!(row.command as usize, index, "{}", row.name);
            assert_eq!(Command::named(row.name), Some(row.command));
            assert_eq!(row.command.row().name, row.name);
        }
    }

    #[test]
    fn names_are_unique_and_kebab() {
        let mut seen = HashSet::new();
        for row in Command::ALL {
            assert!(seen.insert(row.name), "{} twice", row.name);
            let kebab = row
                .name
                .split('-')
                .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()));
            assert!(kebab, "{:?} is not kebab-case", row.name);
        }
    }

    #[test]
    fn help_is_one_short_line() {
        for row in Command::ALL {
            let (name, help) = (row.name, row.help);
            let columns = unicode_width::UnicodeWidthStr::width(help);
            assert!((1..=60).contains(&columns), "{name}: {columns} columns");
            assert!(!help.ends_with('.'), "{name}: full stop");
            assert!(help.starts_with(char::is_uppercase), "{name}: {help}");
        }
    }

    #[test]
    fn keys_parse_and_print_back() {
        for row in Command::ALL {
            for &key in row.keys {
                let sequence: Sequence = key.parse().unwrap_or_else(|e| panic!("{key}: {e}"));
                assert_eq!(sequence.to_string(), key, "{}", row.name);
            }
        }
    }

    /// Bound twice, or the beginning of another: either would make a key wait.
    #[test]
    fn in_a_scope_no_sequence_begins_another() {
        for row in Command::ALL {
            for other in Command::ALL.iter().filter(|o| o.scope == row.scope) {
                for (i, key) in row.keys.iter().enumerate() {
                    for (j, longer) in other.keys.iter().enumerate() {
                        if row.command == other.command && i == j {
                            continue;
                        }
                        let (key, longer): (Sequence, Sequence) =
                            (key.parse().unwrap(), longer.parse().unwrap());
                        assert!(
                            !longer.keys().starts_with(key.keys()),
                            "{key} ({}) and {longer} ({})",
                            row.name,
                            other.name
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_command_without_keys_can_be_typed() {
        for row in Command::ALL.iter().filter(|row| row.keys.is_empty()) {
            assert_ne!(row.scope, Scope::Prompt, "{}", row.name);
            assert_ne!(row.scope, Scope::Overlay, "{}", row.name);
        }
    }
}
