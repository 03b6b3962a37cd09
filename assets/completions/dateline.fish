# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_dateline_global_optspecs
    string join \n config= theme= keymap= ascii wire-log= no-cache watch= generate= h/help V/version
end

function __fish_dateline_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_dateline_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_dateline_using_subcommand
    set -l cmd (__fish_dateline_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c dateline -n "__fish_dateline_needs_command" -l config -d 'Read the settings from FILE instead of the usual place' -r -F
complete -c dateline -n "__fish_dateline_needs_command" -l theme -d 'Colours: auto, dark, light, none or the name of a theme' -r -f -a "auto\t''
colour-blind\t''
dark\t''
high-contrast\t''
light\t''
none\t''"
complete -c dateline -n "__fish_dateline_needs_command" -l keymap -d 'Keys: default, vim, emacs or less' -r -f -a "default\t''
emacs\t''
less\t''
vim\t''"
complete -c dateline -n "__fish_dateline_needs_command" -l wire-log -d 'Write down in FILE what each frame costs, by kind of bytes' -r -F
complete -c dateline -n "__fish_dateline_needs_command" -l watch -d 'How files that change while they are read are noticed' -r -f -a "auto\t'the system tells of them'
poll\t'a look at all files every half minute, for file systems on the network'
never\t'not at all'"
complete -c dateline -n "__fish_dateline_needs_command" -l generate -d 'Print something that is made from the program, for its packagers' -r -f -a "keys-markdown\t''
query-markdown\t''
man\t''
config\t''
completions-bash\t''
completions-zsh\t''
completions-fish\t''
first\t''
first-light\t''
first-80x24\t''
first-80x24-light\t''
date\t''
explanation\t''
timeline\t''
brush\t''
search\t''
note\t''
stacked\t''"
complete -c dateline -n "__fish_dateline_needs_command" -l ascii -d 'Draw lines and bars in ASCII'
complete -c dateline -n "__fish_dateline_needs_command" -l no-cache -d 'Neither use nor keep what was read of the archive before'
complete -c dateline -n "__fish_dateline_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dateline -n "__fish_dateline_needs_command" -s V -l version -d 'Print version'
complete -c dateline -n "__fish_dateline_needs_command" -a "list" -d 'List the articles: id, date, where the date was found, title, source, path'
complete -c dateline -n "__fish_dateline_needs_command" -a "show" -d 'Print articles as wrapped text'
complete -c dateline -n "__fish_dateline_needs_command" -a "export" -d 'Print articles exactly as they were read, one JSON object a line: id, path, title, date, provenance, lang, source, author, url, text, footer'
complete -c dateline -n "__fish_dateline_needs_command" -a "timeline" -d 'Print the events that the articles tell of, or the days of printing: date (EDTF), label, how many articles, anniversaries, evidence'
complete -c dateline -n "__fish_dateline_needs_command" -a "search" -d 'Print the articles that fit a query, with the line that shows it best'
complete -c dateline -n "__fish_dateline_needs_command" -a "tag" -d 'Find the dates in texts: reads JSON Lines {id, dct, lang, text} from standard input and prints {id, timex: [{start, end, type, value, text}]} for each'
complete -c dateline -n "__fish_dateline_needs_command" -a "check" -d 'Say what was read, what was not and why, and which dates are doubtful'
complete -c dateline -n "__fish_dateline_needs_command" -a "notes" -d 'List, export and import your notes, and check the store they are in'
complete -c dateline -n "__fish_dateline_needs_command" -a "log" -d 'Print the searches that were made in the reader: when, what, in which archive, and what was found'
complete -c dateline -n "__fish_dateline_needs_command" -a "completions" -d 'Print the completions of a shell'
complete -c dateline -n "__fish_dateline_needs_command" -a "man" -d 'Print the manual page'
complete -c dateline -n "__fish_dateline_using_subcommand list" -l format -d 'text (columns on a terminal, else separated by tabs), json (an array), jsonl (an object a line) or csv' -r -f -a "text\t'For people: columns on a terminal, else fields separated by tabs'
json\t'One array of objects'
jsonl\t'One object a line'
csv\t'Comma-separated values with a line of names (RFC 4180)'"
complete -c dateline -n "__fish_dateline_using_subcommand list" -l config -d 'Read the settings from FILE instead of the usual place' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand list" -l theme -d 'Colours: auto, dark, light, none or the name of a theme' -r -f -a "auto\t''
colour-blind\t''
dark\t''
high-contrast\t''
light\t''
none\t''"
complete -c dateline -n "__fish_dateline_using_subcommand list" -l keymap -d 'Keys: default, vim, emacs or less' -r -f -a "default\t''
emacs\t''
less\t''
vim\t''"
complete -c dateline -n "__fish_dateline_using_subcommand list" -l ascii -d 'Draw lines and bars in ASCII'
complete -c dateline -n "__fish_dateline_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dateline -n "__fish_dateline_using_subcommand show" -l id -d 'Only the article with this id, or the one whose id begins so' -r
complete -c dateline -n "__fish_dateline_using_subcommand show" -l width -d 'Columns of the text; otherwise the setting "measure", or the terminal if that is narrower' -r
complete -c dateline -n "__fish_dateline_using_subcommand show" -l config -d 'Read the settings from FILE instead of the usual place' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand show" -l theme -d 'Colours: auto, dark, light, none or the name of a theme' -r -f -a "auto\t''
colour-blind\t''
dark\t''
high-contrast\t''
light\t''
none\t''"
complete -c dateline -n "__fish_dateline_using_subcommand show" -l keymap -d 'Keys: default, vim, emacs or less' -r -f -a "default\t''
emacs\t''
less\t''
vim\t''"
complete -c dateline -n "__fish_dateline_using_subcommand show" -l ascii -d 'Draw lines and bars in ASCII'
complete -c dateline -n "__fish_dateline_using_subcommand show" -s h -l help -d 'Print help'
complete -c dateline -n "__fish_dateline_using_subcommand export" -l format -d 'jsonl (an object a line), json (an array), csv, or text (as show)' -r -f -a "text\t'For people: columns on a terminal, else fields separated by tabs'
json\t'One array of objects'
jsonl\t'One object a line'
csv\t'Comma-separated values with a line of names (RFC 4180)'"
complete -c dateline -n "__fish_dateline_using_subcommand export" -l cite -d 'Print instead how to cite each article: plain, markdown, bibtex, csl-json or ris' -r
complete -c dateline -n "__fish_dateline_using_subcommand export" -l config -d 'Read the settings from FILE instead of the usual place' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand export" -l theme -d 'Colours: auto, dark, light, none or the name of a theme' -r -f -a "auto\t''
colour-blind\t''
dark\t''
high-contrast\t''
light\t''
none\t''"
complete -c dateline -n "__fish_dateline_using_subcommand export" -l keymap -d 'Keys: default, vim, emacs or less' -r -f -a "default\t''
emacs\t''
less\t''
vim\t''"
complete -c dateline -n "__fish_dateline_using_subcommand export" -l ascii -d 'Draw lines and bars in ASCII'
complete -c dateline -n "__fish_dateline_using_subcommand export" -s h -l help -d 'Print help'
complete -c dateline -n "__fish_dateline_using_subcommand timeline" -l lane -d 'Which clock: happened (what the texts tell of) or printed (the days of publication)' -r -f -a "happened\t'What the texts tell of'
printed\t'The days of publication'"
complete -c dateline -n "__fish_dateline_using_subcommand timeline" -l from -d 'Only what touches this day or a later one: 1948, 1948-10, 1948-10-12' -r
complete -c dateline -n "__fish_dateline_using_subcommand timeline" -l to -d 'Only what touches this day or an earlier one' -r
complete -c dateline -n "__fish_dateline_using_subcommand timeline" -l printed -d 'Only from articles printed on these days: 2000, 2000-07, 1948..2000, 2000..' -r
complete -c dateline -n "__fish_dateline_using_subcommand timeline" -l granularity -d 'One row for all that is told of a day, week, month, year or decade, instead of one for each event; GRAIN is one of these words' -r
complete -c dateline -n "__fish_dateline_using_subcommand timeline" -l query -d 'Only what a sentence with one of these words tells' -r
complete -c dateline -n "__fish_dateline_using_subcommand timeline" -l top -d 'Only the N most salient' -r
complete -c dateline -n "__fish_dateline_using_subcommand timeline" -l sentences -d 'How many sentences to choose for each' -r
complete -c dateline -n "__fish_dateline_using_subcommand timeline" -l format -d 'text (columns on a terminal, else separated by tabs), json (an array), jsonl (an object a line), csv, ics (a calendar), md (Markdown), timelinejs (the JSON of TimelineJS 3) or svg (a picture)' -r -f -a "text\t'For people: columns on a terminal, else fields separated by tabs'
json\t'One array of objects'
jsonl\t'One object a line'
csv\t'Comma-separated values with a line of names (RFC 4180)'
ics\t'A calendar (iCalendar, RFC 5545)'
md\t'Markdown'
timelinejs\t'The JSON of TimelineJS 3'
svg\t'A picture of the lanes with their events'"
complete -c dateline -n "__fish_dateline_using_subcommand timeline" -l config -d 'Read the settings from FILE instead of the usual place' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand timeline" -l theme -d 'Colours: auto, dark, light, none or the name of a theme' -r -f -a "auto\t''
colour-blind\t''
dark\t''
high-contrast\t''
light\t''
none\t''"
complete -c dateline -n "__fish_dateline_using_subcommand timeline" -l keymap -d 'Keys: default, vim, emacs or less' -r -f -a "default\t''
emacs\t''
less\t''
vim\t''"
complete -c dateline -n "__fish_dateline_using_subcommand timeline" -l ascii -d 'Draw lines and bars in ASCII'
complete -c dateline -n "__fish_dateline_using_subcommand timeline" -s h -l help -d 'Print help'
complete -c dateline -n "__fish_dateline_using_subcommand search" -l by -d 'The same by year or month of printing, or by source' -r -f -a "year\t'Those printed in one year'
month\t'Those printed in one month'
source\t'Those of one source'"
complete -c dateline -n "__fish_dateline_using_subcommand search" -l order -d 'In which order: archive (as they are read, at once), date, or weight (the best first, by BM25)' -r -f -a "archive\t'As articles are read, while they are'
date\t'The oldest first, those without a date last'
weight\t'The best first'"
complete -c dateline -n "__fish_dateline_using_subcommand search" -l stem -d 'Find the words of this language in all their forms, by their Snowball stems: en, de, ru and so on' -r -f -a "da\t''
de\t''
en\t''
es\t''
fi\t''
fr\t''
hu\t''
it\t''
nl\t''
no\t''
pt\t''
ro\t''
ru\t''
sv\t''
tr\t''"
complete -c dateline -n "__fish_dateline_using_subcommand search" -l format -d 'text (columns on a terminal, else separated by tabs), json (an array), jsonl (an object a line) or csv' -r -f -a "text\t'For people: columns on a terminal, else fields separated by tabs'
json\t'One array of objects'
jsonl\t'One object a line'
csv\t'Comma-separated values with a line of names (RFC 4180)'"
complete -c dateline -n "__fish_dateline_using_subcommand search" -l config -d 'Read the settings from FILE instead of the usual place' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand search" -l theme -d 'Colours: auto, dark, light, none or the name of a theme' -r -f -a "auto\t''
colour-blind\t''
dark\t''
high-contrast\t''
light\t''
none\t''"
complete -c dateline -n "__fish_dateline_using_subcommand search" -l keymap -d 'Keys: default, vim, emacs or less' -r -f -a "default\t''
emacs\t''
less\t''
vim\t''"
complete -c dateline -n "__fish_dateline_using_subcommand search" -l count -d 'Print only counts: hits, articles with a hit, articles held, words held'
complete -c dateline -n "__fish_dateline_using_subcommand search" -l ascii -d 'Draw lines and bars in ASCII'
complete -c dateline -n "__fish_dateline_using_subcommand search" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dateline -n "__fish_dateline_using_subcommand tag" -l format -d 'jsonl (an object a line; start and end count Unicode code points) or timex3 (TimeML with inline TIMEX3)' -r -f -a "jsonl\t'`{"id": ..., "timex": [...]}`, one object a line'
timex3\t'TimeML: the text with inline TIMEX3 elements, one document a line group'"
complete -c dateline -n "__fish_dateline_using_subcommand tag" -l lang -d 'The language of lines that do not say theirs: en, ru, ko and so on; else it is found by the text' -r
complete -c dateline -n "__fish_dateline_using_subcommand tag" -l rules -d 'Print the built-in rules of a language instead, to begin your own from' -r
complete -c dateline -n "__fish_dateline_using_subcommand tag" -l config -d 'Read the settings from FILE instead of the usual place' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand tag" -l theme -d 'Colours: auto, dark, light, none or the name of a theme' -r -f -a "auto\t''
colour-blind\t''
dark\t''
high-contrast\t''
light\t''
none\t''"
complete -c dateline -n "__fish_dateline_using_subcommand tag" -l keymap -d 'Keys: default, vim, emacs or less' -r -f -a "default\t''
emacs\t''
less\t''
vim\t''"
complete -c dateline -n "__fish_dateline_using_subcommand tag" -l ascii -d 'Draw lines and bars in ASCII'
complete -c dateline -n "__fish_dateline_using_subcommand tag" -s h -l help -d 'Print help'
complete -c dateline -n "__fish_dateline_using_subcommand check" -l format -d 'text (columns on a terminal, else separated by tabs), json (an array), jsonl (an object a line) or csv' -r -f -a "text\t'For people: columns on a terminal, else fields separated by tabs'
json\t'One array of objects'
jsonl\t'One object a line'
csv\t'Comma-separated values with a line of names (RFC 4180)'"
complete -c dateline -n "__fish_dateline_using_subcommand check" -l config -d 'Read the settings from FILE instead of the usual place' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand check" -l theme -d 'Colours: auto, dark, light, none or the name of a theme' -r -f -a "auto\t''
colour-blind\t''
dark\t''
high-contrast\t''
light\t''
none\t''"
complete -c dateline -n "__fish_dateline_using_subcommand check" -l keymap -d 'Keys: default, vim, emacs or less' -r -f -a "default\t''
emacs\t''
less\t''
vim\t''"
complete -c dateline -n "__fish_dateline_using_subcommand check" -l ascii -d 'Draw lines and bars in ASCII'
complete -c dateline -n "__fish_dateline_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dateline -n "__fish_dateline_using_subcommand notes; and not __fish_seen_subcommand_from list export import check" -l store -d 'Use this store instead of the usual one' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand notes; and not __fish_seen_subcommand_from list export import check" -l config -d 'Read the settings from FILE instead of the usual place' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand notes; and not __fish_seen_subcommand_from list export import check" -l theme -d 'Colours: auto, dark, light, none or the name of a theme' -r -f -a "auto\t''
colour-blind\t''
dark\t''
high-contrast\t''
light\t''
none\t''"
complete -c dateline -n "__fish_dateline_using_subcommand notes; and not __fish_seen_subcommand_from list export import check" -l keymap -d 'Keys: default, vim, emacs or less' -r -f -a "default\t''
emacs\t''
less\t''
vim\t''"
complete -c dateline -n "__fish_dateline_using_subcommand notes; and not __fish_seen_subcommand_from list export import check" -l ascii -d 'Draw lines and bars in ASCII'
complete -c dateline -n "__fish_dateline_using_subcommand notes; and not __fish_seen_subcommand_from list export import check" -s h -l help -d 'Print help'
complete -c dateline -n "__fish_dateline_using_subcommand notes; and not __fish_seen_subcommand_from list export import check" -f -a "list" -d 'List what you added: id, date and title of the article, what it is (a note or the kind of highlight, a star, a mark, what was ruled about a date or event), tags, the note, the passage, when it was changed'
complete -c dateline -n "__fish_dateline_using_subcommand notes; and not __fish_seen_subcommand_from list export import check" -f -a "export" -d 'Print what you added for other programs, and for `import`: notes, highlights, tags, notes on events, rulings, marks, stars'
complete -c dateline -n "__fish_dateline_using_subcommand notes; and not __fish_seen_subcommand_from list export import check" -f -a "import" -d 'Take in what `export` printed, all or none; of two versions of a note the one that was changed last stays, of all else what is there'
complete -c dateline -n "__fish_dateline_using_subcommand notes; and not __fish_seen_subcommand_from list export import check" -f -a "check" -d 'Check that the store is whole, and say what is in it'
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from list" -l format -d 'text (columns on a terminal, else separated by tabs), json (an array), jsonl (an object a line) or csv' -r -f -a "text\t'For people: columns on a terminal, else fields separated by tabs'
json\t'One array of objects'
jsonl\t'One object a line'
csv\t'Comma-separated values with a line of names (RFC 4180)'"
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from list" -l store -d 'Use this store instead of the usual one' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from list" -l config -d 'Read the settings from FILE instead of the usual place' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from list" -l theme -d 'Colours: auto, dark, light, none or the name of a theme' -r -f -a "auto\t''
colour-blind\t''
dark\t''
high-contrast\t''
light\t''
none\t''"
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from list" -l keymap -d 'Keys: default, vim, emacs or less' -r -f -a "default\t''
emacs\t''
less\t''
vim\t''"
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from list" -l ascii -d 'Draw lines and bars in ASCII'
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from export" -l format -d 'jsonl (an annotation a line, as W3C Web Annotation) or markdown; import reads both' -r -f -a "jsonl\t'An annotation a line'
markdown\t'For people'"
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from export" -l cite -d 'Print instead the passages of the notes with their citations: plain, markdown, bibtex, csl-json or ris' -r
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from export" -l store -d 'Use this store instead of the usual one' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from export" -l config -d 'Read the settings from FILE instead of the usual place' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from export" -l theme -d 'Colours: auto, dark, light, none or the name of a theme' -r -f -a "auto\t''
colour-blind\t''
dark\t''
high-contrast\t''
light\t''
none\t''"
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from export" -l keymap -d 'Keys: default, vim, emacs or less' -r -f -a "default\t''
emacs\t''
less\t''
vim\t''"
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from export" -l ascii -d 'Draw lines and bars in ASCII'
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help'
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from import" -l store -d 'Use this store instead of the usual one' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from import" -l config -d 'Read the settings from FILE instead of the usual place' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from import" -l theme -d 'Colours: auto, dark, light, none or the name of a theme' -r -f -a "auto\t''
colour-blind\t''
dark\t''
high-contrast\t''
light\t''
none\t''"
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from import" -l keymap -d 'Keys: default, vim, emacs or less' -r -f -a "default\t''
emacs\t''
less\t''
vim\t''"
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from import" -l ascii -d 'Draw lines and bars in ASCII'
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help'
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from check" -l store -d 'Use this store instead of the usual one' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from check" -l config -d 'Read the settings from FILE instead of the usual place' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from check" -l theme -d 'Colours: auto, dark, light, none or the name of a theme' -r -f -a "auto\t''
colour-blind\t''
dark\t''
high-contrast\t''
light\t''
none\t''"
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from check" -l keymap -d 'Keys: default, vim, emacs or less' -r -f -a "default\t''
emacs\t''
less\t''
vim\t''"
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from check" -l ascii -d 'Draw lines and bars in ASCII'
complete -c dateline -n "__fish_dateline_using_subcommand notes; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help'
complete -c dateline -n "__fish_dateline_using_subcommand log" -l store -d 'Use this store instead of the usual one' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand log" -l format -d 'text (columns on a terminal, else separated by tabs), json (an array), jsonl (an object a line) or csv' -r -f -a "text\t'For people: columns on a terminal, else fields separated by tabs'
json\t'One array of objects'
jsonl\t'One object a line'
csv\t'Comma-separated values with a line of names (RFC 4180)'"
complete -c dateline -n "__fish_dateline_using_subcommand log" -l config -d 'Read the settings from FILE instead of the usual place' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand log" -l theme -d 'Colours: auto, dark, light, none or the name of a theme' -r -f -a "auto\t''
colour-blind\t''
dark\t''
high-contrast\t''
light\t''
none\t''"
complete -c dateline -n "__fish_dateline_using_subcommand log" -l keymap -d 'Keys: default, vim, emacs or less' -r -f -a "default\t''
emacs\t''
less\t''
vim\t''"
complete -c dateline -n "__fish_dateline_using_subcommand log" -l methods -d 'As an appendix on methods, in Markdown'
complete -c dateline -n "__fish_dateline_using_subcommand log" -l ascii -d 'Draw lines and bars in ASCII'
complete -c dateline -n "__fish_dateline_using_subcommand log" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c dateline -n "__fish_dateline_using_subcommand completions" -l config -d 'Read the settings from FILE instead of the usual place' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand completions" -l theme -d 'Colours: auto, dark, light, none or the name of a theme' -r -f -a "auto\t''
colour-blind\t''
dark\t''
high-contrast\t''
light\t''
none\t''"
complete -c dateline -n "__fish_dateline_using_subcommand completions" -l keymap -d 'Keys: default, vim, emacs or less' -r -f -a "default\t''
emacs\t''
less\t''
vim\t''"
complete -c dateline -n "__fish_dateline_using_subcommand completions" -l ascii -d 'Draw lines and bars in ASCII'
complete -c dateline -n "__fish_dateline_using_subcommand completions" -s h -l help -d 'Print help'
complete -c dateline -n "__fish_dateline_using_subcommand man" -l config -d 'Read the settings from FILE instead of the usual place' -r -F
complete -c dateline -n "__fish_dateline_using_subcommand man" -l theme -d 'Colours: auto, dark, light, none or the name of a theme' -r -f -a "auto\t''
colour-blind\t''
dark\t''
high-contrast\t''
light\t''
none\t''"
complete -c dateline -n "__fish_dateline_using_subcommand man" -l keymap -d 'Keys: default, vim, emacs or less' -r -f -a "default\t''
emacs\t''
less\t''
vim\t''"
complete -c dateline -n "__fish_dateline_using_subcommand man" -l ascii -d 'Draw lines and bars in ASCII'
complete -c dateline -n "__fish_dateline_using_subcommand man" -s h -l help -d 'Print help'
