// The graph of entente, for an empty Neo4j 5.23 or newer: cypher-shell --file THIS
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (e:Entity) REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT merged_id IF NOT EXISTS FOR (e:Merged) REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT name_key IF NOT EXISTS FOR (n:Name) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT release_id IF NOT EXISTS FOR (r:Release) REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (c:Claim) REQUIRE c.id IS UNIQUE;
CREATE CONSTRAINT entente_id IF NOT EXISTS FOR (v:Entente) REQUIRE v.id IS UNIQUE;
CREATE INDEX claim_tie IF NOT EXISTS FOR (c:Claim) ON (c.tie);
CREATE INDEX entity_name IF NOT EXISTS FOR (e:Entity) ON (e.name);
CREATE INDEX release_published IF NOT EXISTS FOR (r:Release) ON (r.published);
CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (e:Entity) ON EACH [e.name, e.aliases, e.acronym];
CREATE FULLTEXT INDEX passages IF NOT EXISTS FOR (n:Claim|Release) ON EACH [n.words] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
CREATE CONSTRAINT tie_ATTACKED IF NOT EXISTS FOR ()-[t:ATTACKED]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_CALLED_ON IF NOT EXISTS FOR ()-[t:CALLED_ON]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_CONTRIBUTES_TO IF NOT EXISTS FOR ()-[t:CONTRIBUTES_TO]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_COOPERATES_WITH IF NOT EXISTS FOR ()-[t:COOPERATES_WITH]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_CRITICIZED IF NOT EXISTS FOR ()-[t:CRITICIZED]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_HEADQUARTERED_IN IF NOT EXISTS FOR ()-[t:HEADQUARTERED_IN]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_HELD_IN IF NOT EXISTS FOR ()-[t:HELD_IN]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_HOLDS_POSITION IF NOT EXISTS FOR ()-[t:HOLDS_POSITION]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_HOSTED IF NOT EXISTS FOR ()-[t:HOSTED]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_LOCATED_IN IF NOT EXISTS FOR ()-[t:LOCATED_IN]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_MEMBER_OF IF NOT EXISTS FOR ()-[t:MEMBER_OF]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_MET_WITH IF NOT EXISTS FOR ()-[t:MET_WITH]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_ORGANIZED IF NOT EXISTS FOR ()-[t:ORGANIZED]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_PARTICIPATED_IN IF NOT EXISTS FOR ()-[t:PARTICIPATED_IN]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_PARTNER_OF IF NOT EXISTS FOR ()-[t:PARTNER_OF]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_PART_OF IF NOT EXISTS FOR ()-[t:PART_OF]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_PRAISED IF NOT EXISTS FOR ()-[t:PRAISED]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_SANCTIONED IF NOT EXISTS FOR ()-[t:SANCTIONED]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_SIGNED IF NOT EXISTS FOR ()-[t:SIGNED]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_SUCCEEDED IF NOT EXISTS FOR ()-[t:SUCCEEDED]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_SUPPORTS IF NOT EXISTS FOR ()-[t:SUPPORTS]-() REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT tie_VISITED IF NOT EXISTS FOR ()-[t:VISITED]-() REQUIRE t.id IS UNIQUE;
CALL db.awaitIndexes(60);
UNWIND [
  {`id`: 'country/rur', `type`: 'Country', `name`: 'Ruritania', `aliases`: ['Republic of Ruritania', 'Ruritanian'], `iso3`: 'RUR'},
  {`id`: 'country/sto', `type`: 'Country', `name`: 'Stória', `iso3`: 'STO'},
  {`id`: 'country/zub', `type`: 'Country', `name`: 'Zubrowka', `iso3`: 'ZUB'}
] AS row
MERGE (e:Entity {id: row.id}) SET e = row, e:Country;
UNWIND [
  {`id`: 'event/amber-forum', `type`: 'Event', `name`: 'Amber Forum'}
] AS row
MERGE (e:Entity {id: row.id}) SET e = row, e:Event;
UNWIND [
  {`id`: 'organization/compact-staff', `type`: 'Organization', `name`: 'Compact Staff', `kind`: 'agency'},
  {`id`: 'organization/northern-compact', `type`: 'Organization', `name`: 'Northern Compact', `aliases`: ['the Compact'], `acronym`: 'NORCOM', `kind`: 'alliance'},
  {`id`: 'organization/rur-defence', `type`: 'Organization', `name`: 'Ministry of Defence of Ruritania', `kind`: 'ministry'}
] AS row
MERGE (e:Entity {id: row.id}) SET e = row, e:Organization;
UNWIND [
  {`id`: 'person/ana-petrescu-lund', `type`: 'Person', `name`: 'Ana Petrescu-Lund'},
  {`id`: 'person/ivo-marek', `type`: 'Person', `name`: 'Ivo Marek'},
  {`id`: 'person/lone-figure', `type`: 'Person', `name`: 'Lone Figure'},
  {`id`: 'person/o-neill@a-b', `type`: 'Person', `name`: 'Seán "Jack" O\'Neill\\', `aliases`: ['=cmd|\' /C calc\'!A0', 'O;Neill', '\\' + 'u004fneill', '“=1+1” <b>&amp; ]]> \\' + 'u0041 \\n C:\\' + 'up \'); DROP "x" `y` $z {a} #35; é🕊']},
  {`id`: 'person/ole-strand', `type`: 'Person', `name`: 'Ole Strand', `aliases`: ['Strand']}
] AS row
MERGE (e:Entity {id: row.id}) SET e = row, e:Person;
UNWIND [
  {`id`: 'person/strand', `type`: 'Person', `name`: 'O. Strand'}
] AS row
MERGE (e:Merged {id: row.id}) SET e = row, e:Person;
UNWIND [
  {`id`: 'person/tilde-brandt', `type`: 'Person', `name`: 'Tilde Brandt'}
] AS row
MERGE (e:Entity {id: row.id}) SET e = row, e:Person;
UNWIND [
  {`id`: 'place/lutz', `type`: 'Place', `name`: 'Lutz'},
  {`id`: 'place/quoted', `type`: 'Place', `name`: '“=1+1” <b>&amp; ]]> \\' + 'u0041 \\n C:\\' + 'up \'); DROP "x" `y` $z {a} #35; é🕊', `same_as`: ['http://www.wikidata.org/entity/Q1', 'https://example.org/a b<c>']}
] AS row
MERGE (e:Entity {id: row.id}) SET e = row, e:Place;
UNWIND [
  {`key`: 'republic of ruritania', `id`: 'country/rur'},
  {`key`: 'ruritania', `id`: 'country/rur'},
  {`key`: 'ruritanian', `id`: 'country/rur'},
  {`key`: 'storia', `id`: 'country/sto'},
  {`key`: 'zubrowka', `id`: 'country/zub'},
  {`key`: 'amber forum', `id`: 'event/amber-forum'},
  {`key`: 'compact staff', `id`: 'organization/compact-staff'},
  {`key`: 'norcom', `id`: 'organization/northern-compact'},
  {`key`: 'northern compact', `id`: 'organization/northern-compact'},
  {`key`: 'the compact', `id`: 'organization/northern-compact'},
  {`key`: 'ministry of defence of ruritania', `id`: 'organization/rur-defence'},
  {`key`: 'ana petrescu lund', `id`: 'person/ana-petrescu-lund'},
  {`key`: 'ivo marek', `id`: 'person/ivo-marek'},
  {`key`: 'lone figure', `id`: 'person/lone-figure'},
  {`key`: '1 1 b and amp u0041 n c up drop x y z a 35 e', `id`: 'person/o-neill@a-b'},
  {`key`: 'cmd c calc a0', `id`: 'person/o-neill@a-b'},
  {`key`: 'o neill', `id`: 'person/o-neill@a-b'},
  {`key`: 'sean jack oneill', `id`: 'person/o-neill@a-b'},
  {`key`: 'u004fneill', `id`: 'person/o-neill@a-b'},
  {`key`: 'ole strand', `id`: 'person/ole-strand'},
  {`key`: 'strand', `id`: 'person/ole-strand'}
] AS row
MATCH (e:Entity {id: row.id}) MERGE (n:Name {key: row.key}) MERGE (e)-[:NAMED]->(n);
UNWIND [
  {`key`: 'o strand', `id`: 'person/strand'}
] AS row
MATCH (e:Merged {id: row.id}) MERGE (n:Name {key: row.key}) MERGE (e)-[:NAMED]->(n);
UNWIND [
  {`key`: 'tilde brandt', `id`: 'person/tilde-brandt'},
  {`key`: 'lutz', `id`: 'place/lutz'},
  {`key`: '1 1 b and amp u0041 n c up drop x y z a 35 e', `id`: 'place/quoted'}
] AS row
MATCH (e:Entity {id: row.id}) MERGE (n:Name {key: row.key}) MERGE (e)-[:NAMED]->(n);
UNWIND [
  {`id`: 'person/strand', `into`: 'person/ole-strand'}
] AS row
MATCH (e:Merged {id: row.id}) MATCH (c:Entity {id: row.into}) MERGE (e)-[:SAME_AS]->(c);
UNWIND [
  {`id`: 'release/03f27cd3c7158c24', `title`: '“=1+1” <b>&amp; ]]> \\' + 'u0041 \\n C:\\' + 'up \'); DROP "x" `y` $z {a} #35; é🕊', `url`: 'https://example.org/a b?q="<x>"&é=1', `publisher`: 'A, B; "C"', `published`: '2031-07', `basis`: 'dateline', `text`: '“=1+1” <b>&amp; ]]> \\' + 'u0041 \\n C:\\' + 'up \'); DROP "x" `y` $z {a} #35; é🕊\n\nA quote, with "quotes",\n\u0009a line and a \\ at its end\\', `words`: '1 1 b and amp u0041 n c up drop x y z a 35 e'},
  {`id`: 'release/476a40a1595cb1e5', `title`: 'Prime minister at the Compact', `url`: 'https://example.org/2031-05-07?a=1&b=<2>', `publisher`: 'Government of Ruritania', `published`: '2031-05-07', `basis`: 'metadata', `text`: 'Prime minister at the Compact\n\nPrime Minister Ana Petrescu-Lund met Secretary General O. Strand on 6 May. The Ministry of Defence of Ruritania sent Ivo Marek, its minister, to the Amber Forum in Lutz. Ruritania will host the Amber Forum in 2032.', `words`: 'prime minister at the compact'},
  {`id`: 'release/96dcf84cff2089c1', `title`: 'Zubrowka leaves the Compact', `url`: 'https://example.org/2031-06-01?a=1&b=<2>', `publisher`: 'Ministry of Foreign Affairs of Zubrowka', `published`: '2031-06-01', `basis`: 'metadata', `text`: 'Zubrowka leaves the Compact\n\nZubrowka, a member of the Northern Compact from 2010 to 2031, is a member no longer. Stória remains a member since 2015. Zubrowka denies that it met the Compact Staff.', `words`: 'zubrowka leaves the compact'},
  {`id`: 'release/aaf018a08a9a0647', `title`: 'Compact chief receives Ruritanian prime minister', `url`: 'https://example.org/2031-05-06?a=1&b=<2>', `publisher`: 'Northern Compact', `published`: '2031-05-06', `basis`: 'metadata', `text`: 'Compact chief receives Ruritanian prime minister\n\nOn 6 May 2031 the Secretary General Ole Strand received Ana Petrescu-Lund, the Prime Minister of Ruritania. Mr Strand will meet Tilde Brandt on 7 May. Ruritania is a partner of the Northern Compact.', `words`: 'compact chief receives ruritanian prime minister'},
  {`id`: 'release/af778c377ad3c326', `title`: 'Stória and Ruritania on defence', `url`: 'https://example.org/2031-06-12?a=1&b=<2>', `publisher`: 'Ministry of Defence of Ruritania', `published`: '2031-06-12', `basis`: 'metadata', `text`: 'Stória and Ruritania on defence\n\nMinister of Defence Ivo Marek talked to Tilde Brandt, former foreign minister of Stória, in June. Stória is one of the members of the Northern Compact, and so is Ruritania\'s ministry. The Compact Staff is part of the Northern Compact.', `words`: 'storia and ruritania on defence'},
  {`id`: 'release/cb7e202195487309', `title`: 'Talks 🕊 "in Lutz"', `text`: 'Talks 🕊 "in Lutz"\n\nThe Compact Staff and Ruritania cooperate. Ruritania met Zubrowka.', `words`: 'talks in lutz'}
] AS row
MERGE (r:Release {id: row.id}) SET r = row;
UNWIND [
  {`e`: 'country/rur', `release`: 'release/476a40a1595cb1e5', `props`: {`count`: 2, `name`: 'Ruritania', `aliases`: ['Republic of Ruritania', 'Ruritanian']}},
  {`e`: 'country/rur', `release`: 'release/aaf018a08a9a0647', `props`: {`count`: 2, `name`: 'Ruritania', `aliases`: ['Republic of Ruritania', 'Ruritanian']}},
  {`e`: 'country/rur', `release`: 'release/cb7e202195487309', `props`: {`count`: 2, `name`: 'Ruritania', `aliases`: ['Republic of Ruritania', 'Ruritanian']}},
  {`e`: 'country/sto', `release`: 'release/96dcf84cff2089c1', `props`: {`count`: 1, `name`: 'Stória'}},
  {`e`: 'country/sto', `release`: 'release/af778c377ad3c326', `props`: {`count`: 2, `name`: 'Stória'}},
  {`e`: 'country/zub', `release`: 'release/96dcf84cff2089c1', `props`: {`count`: 2, `name`: 'Zubrowka'}},
  {`e`: 'country/zub', `release`: 'release/cb7e202195487309', `props`: {`count`: 1, `name`: 'Zubrowka'}},
  {`e`: 'event/amber-forum', `release`: 'release/476a40a1595cb1e5', `props`: {`count`: 3, `name`: 'Amber Forum'}},
  {`e`: 'organization/compact-staff', `release`: 'release/96dcf84cff2089c1', `props`: {`count`: 1, `name`: 'Compact Staff'}},
  {`e`: 'organization/compact-staff', `release`: 'release/af778c377ad3c326', `props`: {`count`: 1, `name`: 'Compact Staff'}},
  {`e`: 'organization/compact-staff', `release`: 'release/cb7e202195487309', `props`: {`count`: 1, `name`: 'Compact Staff'}},
  {`e`: 'organization/northern-compact', `release`: 'release/96dcf84cff2089c1', `props`: {`count`: 2, `name`: 'Northern Compact', `aliases`: ['the Compact'], `acronym`: 'NORCOM'}},
  {`e`: 'organization/northern-compact', `release`: 'release/aaf018a08a9a0647', `props`: {`count`: 2, `name`: 'Northern Compact', `aliases`: ['the Compact'], `acronym`: 'NORCOM'}},
  {`e`: 'organization/northern-compact', `release`: 'release/af778c377ad3c326', `props`: {`count`: 3, `name`: 'Northern Compact', `aliases`: ['the Compact'], `acronym`: 'NORCOM'}},
  {`e`: 'organization/rur-defence', `release`: 'release/476a40a1595cb1e5', `props`: {`count`: 2, `name`: 'Ministry of Defence of Ruritania'}},
  {`e`: 'organization/rur-defence', `release`: 'release/af778c377ad3c326', `props`: {`count`: 1, `name`: 'Ministry of Defence of Ruritania'}},
  {`e`: 'person/ana-petrescu-lund', `release`: 'release/476a40a1595cb1e5', `props`: {`count`: 1, `name`: 'Ana Petrescu-Lund'}},
  {`e`: 'person/ana-petrescu-lund', `release`: 'release/aaf018a08a9a0647', `props`: {`count`: 2, `name`: 'Ana Petrescu-Lund'}},
  {`e`: 'person/ivo-marek', `release`: 'release/476a40a1595cb1e5', `props`: {`count`: 2, `name`: 'Ivo Marek'}},
  {`e`: 'person/ivo-marek', `release`: 'release/af778c377ad3c326', `props`: {`count`: 1, `name`: 'Ivo Marek'}},
  {`e`: 'person/o-neill@a-b', `release`: 'release/03f27cd3c7158c24', `props`: {`count`: 2, `name`: 'Seán "Jack" O\'Neill\\', `aliases`: ['=cmd|\' /C calc\'!A0', 'O;Neill', '\\' + 'u004fneill', '“=1+1” <b>&amp; ]]> \\' + 'u0041 \\n C:\\' + 'up \'); DROP "x" `y` $z {a} #35; é🕊']}},
  {`e`: 'person/ole-strand', `release`: 'release/aaf018a08a9a0647', `props`: {`count`: 2, `name`: 'Ole Strand', `aliases`: ['Strand']}},
  {`e`: 'person/strand', `release`: 'release/476a40a1595cb1e5', `props`: {`count`: 1, `name`: 'O. Strand'}},
  {`e`: 'person/strand', `release`: 'release/aaf018a08a9a0647', `props`: {`count`: 1, `name`: 'O. Strand'}},
  {`e`: 'person/tilde-brandt', `release`: 'release/aaf018a08a9a0647', `props`: {`count`: 1, `name`: 'Tilde Brandt'}},
  {`e`: 'person/tilde-brandt', `release`: 'release/af778c377ad3c326', `props`: {`count`: 2, `name`: 'Tilde Brandt'}},
  {`e`: 'place/lutz', `release`: 'release/476a40a1595cb1e5', `props`: {`count`: 1, `name`: 'Lutz'}},
  {`e`: 'place/quoted', `release`: 'release/03f27cd3c7158c24', `props`: {`count`: 1, `name`: '“=1+1” <b>&amp; ]]> \\' + 'u0041 \\n C:\\' + 'up \'); DROP "x" `y` $z {a} #35; é🕊'}}
] AS row
CALL (row) {
  MATCH (e:Entity {id: row.e}) RETURN e
  UNION
  MATCH (e:Merged {id: row.e}) RETURN e
}
MATCH (r:Release {id: row.release})
MERGE (e)-[m:MENTIONED_IN]->(r)
SET m = row.props;
UNWIND [
  {`s`: 'organization/compact-staff', `o`: 'organization/northern-compact', `release`: 'release/af778c377ad3c326', `id`: 'claim/00bda5947548ceb8', `props`: {`id`: 'claim/00bda5947548ceb8', `name`: 'PART_OF', `words`: 'the compact staff is part of the northern compact', `type`: 'PART_OF', `modality`: 'asserted', `quote`: 'The Compact Staff is part of the Northern Compact.', `rule`: 'sample', `start`: 220, `end`: 270, `confidence`: 0.9}},
  {`s`: 'person/strand', `o`: 'person/tilde-brandt', `release`: 'release/aaf018a08a9a0647', `id`: 'claim/014287e4c068535b', `props`: {`id`: 'claim/014287e4c068535b', `name`: 'MET_WITH, planned 2031-05-07', `words`: 'mr strand will meet tilde brandt on 7 may', `type`: 'MET_WITH', `modality`: 'planned', `from`: '2031-05-07', `to`: '2031-05-07', `quote`: 'Mr Strand will meet Tilde Brandt on 7 May.', `rule`: 'sample', `start`: 158, `end`: 200, `confidence`: 0.8}},
  {`s`: 'person/ivo-marek', `o`: 'event/amber-forum', `release`: 'release/476a40a1595cb1e5', `id`: 'claim/0587b30098abf807', `props`: {`id`: 'claim/0587b30098abf807', `name`: 'PARTICIPATED_IN 2031-05-07', `words`: 'the ministry of defence of ruritania sent ivo marek its minister to the amber forum in lutz', `type`: 'PARTICIPATED_IN', `modality`: 'asserted', `from`: '2031-05-07', `to`: '2031-05-07', `quote`: 'The Ministry of Defence of Ruritania sent Ivo Marek, its minister, to the Amber Forum in Lutz.', `rule`: 'sample', `start`: 106, `end`: 200, `confidence`: 0.8}},
  {`s`: 'organization/rur-defence', `o`: 'country/rur', `release`: 'release/476a40a1595cb1e5', `id`: 'claim/1cd7afd762cb29fe', `props`: {`id`: 'claim/1cd7afd762cb29fe', `name`: 'PART_OF', `words`: 'the ministry of defence of ruritania sent ivo marek its minister to the amber forum in lutz', `type`: 'PART_OF', `modality`: 'asserted', `quote`: 'The Ministry of Defence of Ruritania sent Ivo Marek, its minister, to the Amber Forum in Lutz.', `rule`: 'sample', `start`: 106, `end`: 200, `confidence`: 0.99}},
  {`s`: 'person/ivo-marek', `o`: 'organization/rur-defence', `release`: 'release/476a40a1595cb1e5', `id`: 'claim/32a6c85eb1df17d1', `props`: {`id`: 'claim/32a6c85eb1df17d1', `name`: 'HOLDS_POSITION Minister of Defence', `words`: 'the ministry of defence of ruritania sent ivo marek its minister to the amber forum in lutz', `type`: 'HOLDS_POSITION', `modality`: 'asserted', `title`: 'Minister of Defence', `quote`: 'The Ministry of Defence of Ruritania sent Ivo Marek, its minister, to the Amber Forum in Lutz.', `rule`: 'sample', `start`: 106, `end`: 200, `confidence`: 0.9}},
  {`s`: 'person/tilde-brandt', `o`: 'country/sto', `release`: 'release/af778c377ad3c326', `id`: 'claim/38ff960fcfd30c71', `props`: {`id`: 'claim/38ff960fcfd30c71', `name`: 'HOLDS_POSITION foreign minister, former', `words`: 'minister of defence ivo marek talked to tilde brandt former foreign minister of storia in june', `type`: 'HOLDS_POSITION', `modality`: 'former', `title`: 'foreign minister', `quote`: 'Minister of Defence Ivo Marek talked to Tilde Brandt, former foreign minister of Stória, in June.', `rule`: 'sample', `start`: 34, `end`: 132, `confidence`: 0.85}},
  {`s`: 'country/rur', `o`: 'event/amber-forum', `release`: 'release/476a40a1595cb1e5', `id`: 'claim/4319ec3794d2043e', `props`: {`id`: 'claim/4319ec3794d2043e', `name`: 'HOSTED, planned 2032', `words`: 'ruritania will host the amber forum in 2032', `type`: 'HOSTED', `modality`: 'planned', `from`: '2032', `to`: '2032', `quote`: 'Ruritania will host the Amber Forum in 2032.', `rule`: 'sample', `start`: 201, `end`: 245, `confidence`: 0.75}},
  {`s`: 'event/amber-forum', `o`: 'place/lutz', `release`: 'release/476a40a1595cb1e5', `id`: 'claim/45b7586b6f00c6d0', `props`: {`id`: 'claim/45b7586b6f00c6d0', `name`: 'HELD_IN 2031-05-07', `words`: 'the ministry of defence of ruritania sent ivo marek its minister to the amber forum in lutz', `type`: 'HELD_IN', `modality`: 'asserted', `from`: '2031-05-07', `to`: '2031-05-07', `quote`: 'The Ministry of Defence of Ruritania sent Ivo Marek, its minister, to the Amber Forum in Lutz.', `rule`: 'sample', `start`: 106, `end`: 200, `confidence`: 0.8}},
  {`s`: 'person/ana-petrescu-lund', `o`: 'country/rur', `release`: 'release/aaf018a08a9a0647', `id`: 'claim/52bc9df9f3383846', `props`: {`id`: 'claim/52bc9df9f3383846', `name`: 'HOLDS_POSITION Prime Minister', `words`: 'on 6 may 2031 the secretary general ole strand received ana petrescu lund the prime minister of ruritania', `type`: 'HOLDS_POSITION', `modality`: 'asserted', `title`: 'Prime Minister', `quote`: 'On 6 May 2031 the Secretary General Ole Strand received Ana Petrescu-Lund, the Prime Minister of Ruritania.', `rule`: 'sample', `start`: 50, `end`: 157, `confidence`: 0.95}},
  {`s`: 'person/ana-petrescu-lund', `o`: 'person/strand', `release`: 'release/476a40a1595cb1e5', `id`: 'claim/66353cda68efa1f5', `props`: {`id`: 'claim/66353cda68efa1f5', `name`: 'MET_WITH 2031-05-06', `words`: 'prime minister ana petrescu lund met secretary general o strand on 6 may', `type`: 'MET_WITH', `modality`: 'asserted', `from`: '2031-05-06', `to`: '2031-05-06', `quote`: 'Prime Minister Ana Petrescu-Lund met Secretary General O. Strand on 6 May.', `rule`: 'sample', `start`: 31, `end`: 105, `confidence`: 0.7}},
  {`s`: 'country/sto', `o`: 'organization/northern-compact', `release`: 'release/af778c377ad3c326', `id`: 'claim/6b5805c84793f1fd', `props`: {`id`: 'claim/6b5805c84793f1fd', `name`: 'MEMBER_OF', `words`: 'storia is one of the members of the northern compact and so is ruritanias ministry', `type`: 'MEMBER_OF', `modality`: 'asserted', `quote`: 'Stória is one of the members of the Northern Compact, and so is Ruritania\'s ministry.', `rule`: 'sample', `start`: 133, `end`: 219, `confidence`: 0.95}},
  {`s`: 'organization/rur-defence', `o`: 'organization/northern-compact', `release`: 'release/af778c377ad3c326', `id`: 'claim/776e9af319c79a94', `props`: {`id`: 'claim/776e9af319c79a94', `name`: 'MEMBER_OF observer', `words`: 'storia is one of the members of the northern compact and so is ruritanias ministry', `type`: 'MEMBER_OF', `modality`: 'asserted', `title`: 'observer', `quote`: 'Stória is one of the members of the Northern Compact, and so is Ruritania\'s ministry.', `rule`: 'sample', `start`: 133, `end`: 219, `confidence`: 0.5}},
  {`s`: 'country/sto', `o`: 'organization/northern-compact', `release`: 'release/96dcf84cff2089c1', `id`: 'claim/86ad25da7c993716', `props`: {`id`: 'claim/86ad25da7c993716', `name`: 'MEMBER_OF 2015', `words`: 'storia remains a member since 2015', `type`: 'MEMBER_OF', `modality`: 'asserted', `from`: '2015', `quote`: 'Stória remains a member since 2015.', `rule`: 'sample', `start`: 114, `end`: 150, `confidence`: 0.9}},
  {`s`: 'person/ole-strand', `o`: 'person/ana-petrescu-lund', `release`: 'release/aaf018a08a9a0647', `id`: 'claim/98b775e14371c5df', `props`: {`id`: 'claim/98b775e14371c5df', `name`: 'MET_WITH 2031-05-06', `words`: 'on 6 may 2031 the secretary general ole strand received ana petrescu lund the prime minister of ruritania', `type`: 'MET_WITH', `modality`: 'asserted', `from`: '2031-05-06', `to`: '2031-05-06', `quote`: 'On 6 May 2031 the Secretary General Ole Strand received Ana Petrescu-Lund, the Prime Minister of Ruritania.', `rule`: 'sample', `start`: 50, `end`: 157, `confidence`: 0.9}},
  {`s`: 'country/rur', `o`: 'country/zub', `release`: 'release/cb7e202195487309', `id`: 'claim/a318fb739af7ad9c', `props`: {`id`: 'claim/a318fb739af7ad9c', `name`: 'MET_WITH', `words`: 'ruritania met zubrowka', `type`: 'MET_WITH', `modality`: 'asserted', `quote`: 'Ruritania met Zubrowka.', `rule`: 'sample', `start`: 65, `end`: 88, `confidence`: 0.65}},
  {`s`: 'person/ivo-marek', `o`: 'person/tilde-brandt', `release`: 'release/af778c377ad3c326', `id`: 'claim/a5353b2904567179', `props`: {`id`: 'claim/a5353b2904567179', `name`: 'MET_WITH 2031-06', `words`: 'minister of defence ivo marek talked to tilde brandt former foreign minister of storia in june', `type`: 'MET_WITH', `modality`: 'asserted', `from`: '2031-06', `to`: '2031-06', `quote`: 'Minister of Defence Ivo Marek talked to Tilde Brandt, former foreign minister of Stória, in June.', `rule`: 'sample', `start`: 34, `end`: 132, `confidence`: 0.85}},
  {`s`: 'country/zub', `o`: 'organization/compact-staff', `release`: 'release/96dcf84cff2089c1', `id`: 'claim/b346e604fd21fa2b', `props`: {`id`: 'claim/b346e604fd21fa2b', `name`: 'MET_WITH, negated', `words`: 'zubrowka denies that it met the compact staff', `type`: 'MET_WITH', `modality`: 'negated', `quote`: 'Zubrowka denies that it met the Compact Staff.', `rule`: 'sample', `start`: 151, `end`: 197, `confidence`: 0.6}},
  {`s`: 'person/o-neill@a-b', `o`: 'place/quoted', `release`: 'release/03f27cd3c7158c24', `id`: 'claim/d8f7c5c808fdec2c', `props`: {`id`: 'claim/d8f7c5c808fdec2c', `name`: 'VISITED it\'s \\\' "so" 2031-02', `words`: 'a quote with quotes a line and a at its end', `type`: 'VISITED', `modality`: 'asserted', `from`: '2031-02', `to`: '2032', `title`: 'it\'s \\\' "so"', `place`: 'a|b;c', `quote`: 'A quote, with "quotes",\n\u0009a line and a \\ at its end\\', `rule`: 'verb:visit', `start`: 77, `end`: 128, `confidence`: 1.0}},
  {`s`: 'country/zub', `o`: 'organization/northern-compact', `release`: 'release/96dcf84cff2089c1', `id`: 'claim/e0efad9948f27775', `props`: {`id`: 'claim/e0efad9948f27775', `name`: 'MEMBER_OF, former 2010', `words`: 'zubrowka a member of the northern compact from 2010 to 2031 is a member no longer', `type`: 'MEMBER_OF', `modality`: 'former', `from`: '2010', `to`: '2031-06', `quote`: 'Zubrowka, a member of the Northern Compact from 2010 to 2031, is a member no longer.', `rule`: 'sample', `start`: 29, `end`: 113, `confidence`: 0.9}},
  {`s`: 'country/rur', `o`: 'organization/northern-compact', `release`: 'release/aaf018a08a9a0647', `id`: 'claim/e2f2e79a1a105bc9', `props`: {`id`: 'claim/e2f2e79a1a105bc9', `name`: 'PARTNER_OF', `words`: 'ruritania is a partner of the northern compact', `type`: 'PARTNER_OF', `modality`: 'asserted', `place`: 'Lutz', `quote`: 'Ruritania is a partner of the Northern Compact.', `rule`: 'sample', `start`: 201, `end`: 248, `confidence`: 0.85}},
  {`s`: 'person/ole-strand', `o`: 'organization/northern-compact', `release`: 'release/aaf018a08a9a0647', `id`: 'claim/f39c3d1701e5c213', `props`: {`id`: 'claim/f39c3d1701e5c213', `name`: 'HOLDS_POSITION Secretary General', `words`: 'on 6 may 2031 the secretary general ole strand received ana petrescu lund the prime minister of ruritania', `type`: 'HOLDS_POSITION', `modality`: 'asserted', `title`: 'Secretary General', `quote`: 'On 6 May 2031 the Secretary General Ole Strand received Ana Petrescu-Lund, the Prime Minister of Ruritania.', `rule`: 'sample', `start`: 50, `end`: 157, `confidence`: 0.95}},
  {`s`: 'organization/compact-staff', `o`: 'country/rur', `release`: 'release/cb7e202195487309', `id`: 'claim/f4b55813b9a43b3f', `props`: {`id`: 'claim/f4b55813b9a43b3f', `name`: 'COOPERATES_WITH', `words`: 'the compact staff and ruritania cooperate', `type`: 'COOPERATES_WITH', `modality`: 'asserted', `quote`: 'The Compact Staff and Ruritania cooperate.', `rule`: 'sample', `start`: 22, `end`: 64, `confidence`: 0.7}}
] AS row
CALL (row) {
  MATCH (s:Entity {id: row.s}) RETURN s
  UNION
  MATCH (s:Merged {id: row.s}) RETURN s
}
CALL (row) {
  MATCH (o:Entity {id: row.o}) RETURN o
  UNION
  MATCH (o:Merged {id: row.o}) RETURN o
}
MATCH (r:Release {id: row.release})
MERGE (c:Claim {id: row.id})
SET c = row.props
MERGE (c)-[:SUBJECT]->(s)
MERGE (c)-[:OBJECT]->(o)
MERGE (c)-[:STATED_IN]->(r);
UNWIND [
  {`id`: 'tie/1518c46c50543428', `subject`: 'country/zub', `object`: 'organization/compact-staff', `props`: {`id`: 'tie/1518c46c50543428', `modality`: 'negated', `releases`: 1, `independent`: 1, `confidence`: 0.6, `claims`: ['claim/b346e604fd21fa2b']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:MET_WITH {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
UNWIND [
  {`id`: 'tie/215a9a9a12640cdf', `subject`: 'person/o-neill@a-b', `object`: 'place/quoted', `props`: {`id`: 'tie/215a9a9a12640cdf', `modality`: 'asserted', `from`: '2031-02', `to`: '2032', `title`: 'it\'s \\\' "so"', `place`: 'a|b;c', `releases`: 1, `independent`: 1, `confidence`: 1.0, `claims`: ['claim/d8f7c5c808fdec2c']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:VISITED {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
UNWIND [
  {`id`: 'tie/31b0562666f1dfe0', `subject`: 'person/ivo-marek', `object`: 'organization/rur-defence', `props`: {`id`: 'tie/31b0562666f1dfe0', `modality`: 'asserted', `title`: 'Minister of Defence', `releases`: 1, `independent`: 1, `confidence`: 0.9, `claims`: ['claim/32a6c85eb1df17d1']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:HOLDS_POSITION {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
UNWIND [
  {`id`: 'tie/3c99b3396609ec50', `subject`: 'person/ole-strand', `object`: 'person/tilde-brandt', `props`: {`id`: 'tie/3c99b3396609ec50', `modality`: 'planned', `from`: '2031-05-07', `to`: '2031-05-07', `releases`: 1, `independent`: 1, `confidence`: 0.8, `claims`: ['claim/014287e4c068535b']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:MET_WITH {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
UNWIND [
  {`id`: 'tie/3fdb9c1b1534991b', `subject`: 'country/rur', `object`: 'organization/compact-staff', `props`: {`id`: 'tie/3fdb9c1b1534991b', `modality`: 'asserted', `releases`: 1, `independent`: 1, `confidence`: 0.7, `claims`: ['claim/f4b55813b9a43b3f']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:COOPERATES_WITH {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
UNWIND [
  {`id`: 'tie/40408db48571cd4c', `subject`: 'person/ana-petrescu-lund', `object`: 'country/rur', `props`: {`id`: 'tie/40408db48571cd4c', `modality`: 'asserted', `title`: 'Prime Minister', `releases`: 1, `independent`: 1, `confidence`: 0.95, `claims`: ['claim/52bc9df9f3383846']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:HOLDS_POSITION {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
UNWIND [
  {`id`: 'tie/40dc79cc08de370a', `subject`: 'country/rur', `object`: 'country/zub', `props`: {`id`: 'tie/40dc79cc08de370a', `modality`: 'asserted', `releases`: 1, `independent`: 1, `confidence`: 0.65, `claims`: ['claim/a318fb739af7ad9c']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:MET_WITH {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
UNWIND [
  {`id`: 'tie/420294edf2c89e37', `subject`: 'country/sto', `object`: 'organization/northern-compact', `props`: {`id`: 'tie/420294edf2c89e37', `modality`: 'asserted', `releases`: 1, `independent`: 1, `confidence`: 0.95, `claims`: ['claim/6b5805c84793f1fd']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:MEMBER_OF {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
UNWIND [
  {`id`: 'tie/5d3bbfcc015cd9e6', `subject`: 'organization/compact-staff', `object`: 'organization/northern-compact', `props`: {`id`: 'tie/5d3bbfcc015cd9e6', `modality`: 'asserted', `releases`: 1, `independent`: 1, `confidence`: 0.9, `claims`: ['claim/00bda5947548ceb8']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:PART_OF {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
UNWIND [
  {`id`: 'tie/6d71d38c57e617d4', `subject`: 'person/ana-petrescu-lund', `object`: 'person/ole-strand', `props`: {`id`: 'tie/6d71d38c57e617d4', `modality`: 'asserted', `from`: '2031-05-06', `to`: '2031-05-06', `releases`: 2, `independent`: 2, `confidence`: 0.9, `claims`: ['claim/66353cda68efa1f5', 'claim/98b775e14371c5df']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:MET_WITH {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
UNWIND [
  {`id`: 'tie/7be68d4290da16e4', `subject`: 'person/ivo-marek', `object`: 'event/amber-forum', `props`: {`id`: 'tie/7be68d4290da16e4', `modality`: 'asserted', `from`: '2031-05-07', `to`: '2031-05-07', `releases`: 1, `independent`: 1, `confidence`: 0.8, `claims`: ['claim/0587b30098abf807']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:PARTICIPATED_IN {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
UNWIND [
  {`id`: 'tie/b4a965324a6b031f', `subject`: 'person/ivo-marek', `object`: 'person/tilde-brandt', `props`: {`id`: 'tie/b4a965324a6b031f', `modality`: 'asserted', `from`: '2031-06', `to`: '2031-06', `releases`: 1, `independent`: 1, `confidence`: 0.85, `claims`: ['claim/a5353b2904567179']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:MET_WITH {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
UNWIND [
  {`id`: 'tie/baa3e8ef94445d67', `subject`: 'organization/rur-defence', `object`: 'country/rur', `props`: {`id`: 'tie/baa3e8ef94445d67', `modality`: 'asserted', `releases`: 1, `independent`: 1, `confidence`: 0.99, `claims`: ['claim/1cd7afd762cb29fe']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:PART_OF {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
UNWIND [
  {`id`: 'tie/bc7563a2855e51c3', `subject`: 'organization/rur-defence', `object`: 'organization/northern-compact', `props`: {`id`: 'tie/bc7563a2855e51c3', `modality`: 'asserted', `title`: 'observer', `releases`: 1, `independent`: 1, `confidence`: 0.5, `claims`: ['claim/776e9af319c79a94']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:MEMBER_OF {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
UNWIND [
  {`id`: 'tie/c4c1da9df8d0d9c9', `subject`: 'person/tilde-brandt', `object`: 'country/sto', `props`: {`id`: 'tie/c4c1da9df8d0d9c9', `modality`: 'former', `title`: 'foreign minister', `releases`: 1, `independent`: 1, `confidence`: 0.85, `claims`: ['claim/38ff960fcfd30c71']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:HOLDS_POSITION {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
UNWIND [
  {`id`: 'tie/cb9f7cc36a31f602', `subject`: 'country/rur', `object`: 'organization/northern-compact', `props`: {`id`: 'tie/cb9f7cc36a31f602', `modality`: 'asserted', `place`: 'Lutz', `releases`: 1, `independent`: 1, `confidence`: 0.85, `claims`: ['claim/e2f2e79a1a105bc9']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:PARTNER_OF {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
UNWIND [
  {`id`: 'tie/ce2077bfabc07cd9', `subject`: 'country/rur', `object`: 'event/amber-forum', `props`: {`id`: 'tie/ce2077bfabc07cd9', `modality`: 'planned', `from`: '2032', `to`: '2032', `releases`: 1, `independent`: 1, `confidence`: 0.75, `claims`: ['claim/4319ec3794d2043e']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:HOSTED {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
UNWIND [
  {`id`: 'tie/d0dded0686b36fc1', `subject`: 'event/amber-forum', `object`: 'place/lutz', `props`: {`id`: 'tie/d0dded0686b36fc1', `modality`: 'asserted', `from`: '2031-05-07', `to`: '2031-05-07', `releases`: 1, `independent`: 1, `confidence`: 0.8, `claims`: ['claim/45b7586b6f00c6d0']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:HELD_IN {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
UNWIND [
  {`id`: 'tie/dc8fb43c6f5eb47c', `subject`: 'person/ole-strand', `object`: 'organization/northern-compact', `props`: {`id`: 'tie/dc8fb43c6f5eb47c', `modality`: 'asserted', `title`: 'Secretary General', `releases`: 1, `independent`: 1, `confidence`: 0.95, `claims`: ['claim/f39c3d1701e5c213']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:HOLDS_POSITION {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
UNWIND [
  {`id`: 'tie/de65b1f3e34df5f5', `subject`: 'country/sto', `object`: 'organization/northern-compact', `props`: {`id`: 'tie/de65b1f3e34df5f5', `modality`: 'asserted', `from`: '2015', `releases`: 1, `independent`: 1, `confidence`: 0.9, `claims`: ['claim/86ad25da7c993716']}},
  {`id`: 'tie/efd7048d8c7ab7ba', `subject`: 'country/zub', `object`: 'organization/northern-compact', `props`: {`id`: 'tie/efd7048d8c7ab7ba', `modality`: 'former', `from`: '2010', `to`: '2031-06', `releases`: 1, `independent`: 1, `confidence`: 0.9, `claims`: ['claim/e0efad9948f27775']}}
] AS row
MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
MERGE (s)-[t:MEMBER_OF {id: row.id}]->(o)
SET t = row.props
WITH row UNWIND row.props.claims AS id MATCH (c:Claim {id: id}) SET c.tie = row.id;
MERGE (v:Entente {id: 'schema'}) SET v.version = 3;
