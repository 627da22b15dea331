//! Entries of typos-dict that are correct in a press document, each list with its reason.
//!
//! typos is made for source code, where `affaires` is a typo; here it is the second half of `chargé d'affaires`.
//! Candidates were the entries that are frequent in running text in English or another European language; each
//! exclusion was reviewed.

/// Whether an entry is kept out of the lexicon.
pub fn is_excluded(word: &str) -> bool {
    LISTS.iter().any(|(_, words)| words.split_whitespace().any(|excluded| excluded == word))
}

const LISTS: &[(&str, &str)] = &[
    (
        "names of persons",
        "allo benn bussy calle claus cleary cornel cruze damon devine didi enver fane flagg fromm gere handel \
         hander hass holliday ines jaques karam leary loca malcom markey mohammedan mose nast noth nott \
         partick patten pease pilar pinter pont ponting reacher reay seve shepard skelton soler stubbs \
         tennant thant tigger tilda tung voight waring weill winn wirth woking youn",
    ),
    (
        "names of places, rivers and organisations",
        "ambien basf bord chanel creedence dota feld gardai herat humber instituto lage linz lsat mata mena \
         mone oder parana parlament pris sade segway somme tema transilvania ukrainie worthing",
    ),
    (
        "French that English documents of diplomacy use: chargé d'affaires, raison d'être, au cours de, force de frappe",
        "abord absolument accepte affaire affaires avance bord celle celles certains chambre chambres choses \
         commun conflit conflits contient cours davantage effet entreprise environnement espace exemple fille \
         filles fils fonction groupe groupes individus informe maintenant maintenir mesure mesures mouvement \
         objet presse projet projets raison raisons remplacement reste sais seconde somme territoires",
    ),
    (
        "German, Dutch, Spanish, Italian and Scandinavian words that occur in names and quotations",
        "absolut aktion alle archiv bund contro cose deine doble dorp ende erro falso feld finde forse foto \
         fram groupe habe hace internacional juli juni komma ment minut momento momentos nationaal nowe offen \
         presse programa regio serie stichting stil studi szene tage technik tekst unser unter vill \
         worte",
    ),
    (
        "English words and accepted spellings",
        "accidently advices alikes ands childs combatting deffer equipments hight informations leafs lifes matric \
         payed planed pont publically spiritus strat technic technics ture uncatalogued varian vermillion \
         whos womens",
    ),
    (
        "contractions that lost their apostrophe: the correction of typos is another word (your for youre)",
        "theyre wheres youre",
    ),
];
