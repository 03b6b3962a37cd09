PRAGMA application_id = 0x64746c6e;
PRAGMA user_version = 5;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE article (
        number INTEGER PRIMARY KEY,
        likeness TEXT NOT NULL,
        id TEXT NOT NULL,
        title TEXT NOT NULL,
        day TEXT,
        source TEXT,
        url TEXT,
        path TEXT NOT NULL,
        read INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0,
        place TEXT
    , provenance TEXT, author TEXT, seen TEXT, stamp INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "article" VALUES(1,'7eda9507bbe509e85a0ada1680df880fd1f6a6bf152135365deda72ceaf2df3e8e90a91fa67ac664103783c5849a7b0704038ba610c3126e3c63bba1b583793fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff','1a5f836a3b09','Report number 1','2019-05-04',NULL,NULL,'1.txt',1,1,'{"paragraph":{"exact":"The lock of canal 1 was opened in the morning.","prefix":"","suffix":"\n\nNobody had expected 1 boats.","start":0,"end":46},"offset":9}','"date line"','Ada Lund','{"of":2,"hashes":[1,7]}',1);
CREATE TABLE asked (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        asked TEXT NOT NULL
    ) STRICT;
INSERT INTO "asked" VALUES(1,'2026-11-25T14:03:09Z','{"at":"","query":"boats","stemming":null,"name":"canals","findings":{"hits":3,"articles":2,"held":9,"archive":18446744073709551615}}');
CREATE TABLE body (
        body BLOB PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article
    ) STRICT, WITHOUT ROWID;
INSERT INTO "body" VALUES(X'10B150A5D58DD91C1BE73BEF815F7706',1);
INSERT INTO "body" VALUES(X'7EDA9507BBE509E85A0ADA1680DF880F',1);
CREATE TABLE change (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        undone INTEGER NOT NULL DEFAULT 0,
        before TEXT NOT NULL,
        after TEXT NOT NULL
    ) STRICT;
INSERT INTO "change" VALUES(1,0,'{"Note":[{"likeness":"10b150a5d58dd91c1be73bef815f7706266091698f75f4e67dd412acc8ce19ee8e90ac1fa67acb7db6134d31dbcf49624068af645a2de2ea80ce449f1c65d74bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff","id":"62b104a8fdca","title":"Report number 1","day":"2019-05-04","source":null,"url":null,"path":"1.txt"},"aaaa-1",null]}','{"Note":[{"likeness":"10b150a5d58dd91c1be73bef815f7706266091698f75f4e67dd412acc8ce19ee8e90ac1fa67acb7db6134d31dbcf49624068af645a2de2ea80ce449f1c65d74bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff","id":"62b104a8fdca","title":"Report number 1","day":"2019-05-04","source":null,"url":null,"path":"1.txt"},"aaaa-1",{"id":"aaaa-1","text":"A remark\non two lines","quote":{"exact":"The","prefix":"","suffix":" lock of canal 1 was opened in t","start":0,"end":3},"created":"2026-11-21T23:17:22Z","changed":"2026-11-21T23:17:22Z"}]}');
INSERT INTO "change" VALUES(2,0,'{"Note":[{"likeness":"10b150a5d58dd91c1be73bef815f7706266091698f75f4e67dd412acc8ce19ee8e90ac1fa67acb7db6134d31dbcf49624068af645a2de2ea80ce449f1c65d74bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff","id":"62b104a8fdca","title":"Report number 1","day":"2019-05-04","source":null,"url":null,"path":"1.txt"},"aaaa-2",null]}','{"Note":[{"likeness":"10b150a5d58dd91c1be73bef815f7706266091698f75f4e67dd412acc8ce19ee8e90ac1fa67acb7db6134d31dbcf49624068af645a2de2ea80ce449f1c65d74bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff","id":"62b104a8fdca","title":"Report number 1","day":"2019-05-04","source":null,"url":null,"path":"1.txt"},"aaaa-2",{"id":"aaaa-2","text":"Another","quote":{"exact":"The","prefix":"","suffix":" lock of canal 1 was opened in t","start":0,"end":3},"created":"2026-11-21T23:17:22Z","changed":"2026-11-21T23:17:22Z"}]}');
CREATE TABLE desk (archive TEXT PRIMARY KEY, desk TEXT NOT NULL) STRICT;
INSERT INTO "desk" VALUES('/archive','{"article":"10b150a5d58dd91c1be73bef815f7706266091698f75f4e67dd412acc8ce19ee8e90ac1fa67acb7db6134d31dbcf49624068af645a2de2ea80ce449f1c65d74bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff","pane":"Reader","order":{"sort":"title","descending":true,"by_year":false}}');
CREATE TABLE letter (letter TEXT PRIMARY KEY, mark TEXT NOT NULL) STRICT;
INSERT INTO "letter" VALUES('a','{"article":[{"likeness":"10b150a5d58dd91c1be73bef815f7706266091698f75f4e67dd412acc8ce19ee8e90ac1fa67acb7db6134d31dbcf49624068af645a2de2ea80ce449f1c65d74bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff","id":"62b104a8fdca","title":"Report number 1","day":"2019-05-04","source":null,"url":null,"path":"1.txt"},{"paragraph":{"exact":"The lock of canal 1 was opened in the morning.","prefix":"","suffix":"\n\nNobody had expected 1 boats.","start":0,"end":46},"offset":9}],"pane":"Reader","day":"2019-05-04"}');
CREATE TABLE mark (
        article INTEGER NOT NULL REFERENCES article,
        letter TEXT NOT NULL,
        spot TEXT NOT NULL,
        PRIMARY KEY (article, letter)
    ) STRICT, WITHOUT ROWID;
INSERT INTO "mark" VALUES(1,'b','{"paragraph":{"exact":"The lock of canal 1 was opened in the morning.","prefix":"","suffix":"\n\nNobody had expected 1 boats.","start":0,"end":46},"offset":9}');
CREATE TABLE note (
        id TEXT PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article,
        text TEXT NOT NULL,
        exact TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        created TEXT NOT NULL,
        changed TEXT NOT NULL
    , kind TEXT, tags TEXT NOT NULL DEFAULT '[]', paragraph INTEGER) STRICT;
INSERT INTO "note" VALUES('aaaa-1',1,'A remark
on two lines','The','',' lock of canal 1 was opened in t',0,3,'2026-11-21T23:17:22Z','2026-11-21T23:17:22Z','fact','["flood","lock"]',1);
INSERT INTO "note" VALUES('aaaa-2',1,'Another','The','',' lock of canal 1 was opened in t',0,3,'2026-11-21T23:17:22Z','2026-11-21T23:17:22Z',NULL,'[]',NULL);
CREATE TABLE ruling (
        id TEXT PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article,
        ruling TEXT NOT NULL
    ) STRICT;
INSERT INTO "ruling" VALUES('aaaa-3',1,'{"id": "aaaa-3", "quote": {"exact": "morning", "prefix": "ck of canal 1 was opened in the ", "suffix": ".\n\nNobody had expected 1 boats.", "start": 38, "end": 45}, "verdict": {"Date": "2019-05-03"}}');
CREATE TABLE saved (name TEXT PRIMARY KEY, saved TEXT NOT NULL) STRICT;
INSERT INTO "saved" VALUES('boats','{"query":"boat* -ferry","stemming":"en"}');
CREATE TABLE trail (archive TEXT PRIMARY KEY, trail TEXT NOT NULL) STRICT;
INSERT INTO "trail" VALUES('/archive','{"back":[{"article":[{"likeness":"10b150a5d58dd91c1be73bef815f7706266091698f75f4e67dd412acc8ce19ee8e90ac1fa67acb7db6134d31dbcf49624068af645a2de2ea80ce449f1c65d74bffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff","id":"62b104a8fdca","title":"Report number 1","day":"2019-05-04","source":null,"url":null,"path":"1.txt"},{"paragraph":{"exact":"The lock of canal 1 was opened in the morning.","prefix":"","suffix":"\n\nNobody had expected 1 boats.","start":0,"end":46},"offset":9}],"pane":"Reader","day":"2019-05-04"}],"forward":[]}');
CREATE INDEX note_article ON note (article);
CREATE INDEX ruling_article ON ruling (article);
CREATE INDEX article_stamp ON article (stamp);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('change',2);
INSERT INTO "sqlite_sequence" VALUES('asked',1);
COMMIT;
