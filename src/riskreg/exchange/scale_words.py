"""The words of the scales that registers use, each scale from its lowest step to its highest.

Steps stand between bars, the words for one step between commas, the usual one first: it names the step
where a scale is taken over.  A scale is known by the smallest one that has all of a column's words.
"""

from __future__ import annotations

# Very low, low, medium, high, very high, extreme: scales of three to six steps are made of these.
LEVELS = (
    "very low, vl, very small, minimal | low, l, small | medium, m, med, moderate, mid, average | high, "
    "h, large, big | very high, vh, very large | extreme, extremely high, critical, e, x, c",
    "mycket låg, väldigt låg, mycket liten, väldigt liten | låg, liten | medel, mellan, medelhög, med, "
    "medium, medelstor, måttlig | hög, stor | mycket hög, väldigt hög, mycket stor, väldigt stor | "
    "extremt hög, extrem, kritisk",
    "svært lav, meget lav, svært liten, meget liten, svært låg | lav, liten, låg | middels, medium, moderat, "
    "middel | høy, stor, høg | svært høy, meget høy, svært stor, meget stor, svært høg | kritisk, ekstrem, "
    "ekstremt høy, ekstremt høg",
    "meget lav, meget lille | lav, lille | mellem, middel, medium, moderat | høj, stor | "
    "meget høj, meget stor | kritisk, ekstrem",
    "sehr gering, sehr niedrig, sehr klein | gering, niedrig, klein, n | mittel, m, mittelmäßig, mäßig, "
    "moderat, medium | hoch, groß, h | sehr hoch, sehr groß | kritisch, extrem, extrem hoch, k",
    "muito baixo, muito baixa | baixo, baixa | médio, média, moderado, moderada | alto, alta | muito alto, "
    "muito alta | extremo, extrema, crítico, crítica",
    "molto basso, molto bassa | basso, bassa | medio, media, moderato | alto, alta | molto alto, molto alta "
    "| estremo, critico",
    "muy bajo, muy baja, mb | bajo, baja, b | medio, media, moderado, moderada, m | alto, alta, a | muy "
    "alto, muy alta, ma | extremo, extrema, crítico, crítica",
    "erittäin pieni, hyvin pieni, erittäin matala | pieni, matala, alhainen | keskisuuri, kohtalainen, "
    "keskitaso, keskiverto, keskimääräinen, keskinkertainen | suuri, korkea | erittäin suuri, hyvin suuri, "
    "erittäin korkea | kriittinen, sietämätön",
    "très faible, très bas, très basse | faible, bas, basse | moyen, moyenne, modéré | élevé, élevée, fort, "
    "forte, haut, haute | très élevé, très "
    "élevée, très fort | critique, extrême",
)
# Letters that mostly only count ("A, B, C"): steps of a scale beside another abbreviation of it.
MERE_LETTERS, ABBREVIATIONS = "a, b, c, d, k", "m, ma, mb, ld, ed"
# Which of the six make a scale; the last two only when every one of their steps is met.
PATTERNS = ((1, 2, 3), (1, 2, 3, 4), (1, 2, 3, 5), (0, 1, 2, 3, 4), (1, 2, 3, 4, 5), range(6))
RARE_PATTERNS = ((0, 1, 3, 4), (0, 1, 2, 3))

LIKELIHOODS = (
    "unlikely | possible | likely",
    "unlikely, improbable | possible, moderate | likely, probable | very likely, almost certain, highly "
    "likely",
    "rare, remote, very unlikely, highly unlikely | unlikely, improbable | possible, occasional, moderate "
    "| likely, probable | almost certain, certain, very likely, highly likely, frequent",
    "improbable, incredible | remote | occasional | probable | frequent",
    "osannolik, osannolikt | möjlig, möjligt | sannolik, sannolikt",
    "osannolik, osannolikt | mindre sannolik, mindre sannolikt | möjlig, möjligt | sannolik, sannolikt",
    "osannolik, osannolikt | mindre sannolik, mindre sannolikt | sannolik, sannolikt | mycket sannolik, "
    "mycket sannolikt",
    "osannolik, osannolikt, mycket osannolik, mycket osannolikt | mindre sannolik, mindre sannolikt, "
    "ganska osannolik | möjlig, möjligt | sannolik, sannolikt, trolig | mycket sannolik, mycket "
    "sannolikt, nästan säker, säker",
    "usannsynlig | mulig | sannsynlig",
    "lite sannsynlig | mindre sannsynlig | sannsynlig | meget sannsynlig, svært sannsynlig",
    "lite sannsynlig, svært lite sannsynlig | mindre sannsynlig | sannsynlig | meget sannsynlig | svært "
    "sannsynlig",
    "usannsynlig, svært lite sannsynlig, meget lite sannsynlig | lite sannsynlig, mindre sannsynlig | "
    "mulig | sannsynlig | svært sannsynlig, meget sannsynlig, nesten sikkert",
    "usannsynleg | mogleg | sannsynleg",
    "lite sannsynleg | mindre sannsynleg | sannsynleg | mykje sannsynleg, svært sannsynleg",
    "svært lite sannsynleg, usannsynleg | lite sannsynleg, mindre sannsynleg | mogleg | sannsynleg | "
    "svært sannsynleg, mykje sannsynleg",
    "usandsynlig | mulig | sandsynlig",
    "usandsynlig, meget usandsynlig | mindre sandsynlig | sandsynlig | meget sandsynlig, forventet",
    "usandsynlig, meget usandsynlig, meget lidt sandsynlig | mindre sandsynlig, lidt sandsynlig, ikke "
    "sandsynlig | mulig, moderat | sandsynlig | meget sandsynlig, næsten sikker, forventet, næsten "
    "sikkert",
    "selten | mittel | häufig | sehr häufig",
    "selten | gelegentlich | häufig",
    "unwahrscheinlich | möglich | wahrscheinlich",
    "unwahrscheinlich | möglich | wahrscheinlich | sehr wahrscheinlich",
    "unvorstellbar | unwahrscheinlich | entfernt vorstellbar | gelegentlich | wahrscheinlich | häufig",
    "sehr unwahrscheinlich, sehr selten, äußerst unwahrscheinlich | unwahrscheinlich, selten | möglich, "
    "gelegentlich, denkbar | wahrscheinlich, häufig, oft | sehr wahrscheinlich, fast sicher, sehr häufig, "
    "sicher, nahezu sicher",
    "very rarely, never | rarely, seldom, infrequently | sometimes | often | very often, always",
    "mycket sällan, aldrig | sällan | ibland | ofta | mycket ofta, alltid",
    "svært sjelden, meget sjelden, aldri | sjelden | av og til, noen ganger | ofte | svært ofte, meget ofte",
    "meget sjældent, aldrig | sjældent, sjælden | af og til, lejlighedsvis | ofte | meget ofte, altid",
    "nie, sehr selten | selten | manchmal | oft | sehr oft, ständig, immer",
    "nunca, casi nunca | rara vez, raramente | a veces, algunas veces | a menudo, frecuentemente | siempre, "
    "casi siempre, muy frecuente",
    "improbable | posible | probable",
    "raro, rara, rara vez, remoto, remota, muy improbable, excepcional | improbable, poco probable | "
    "posible, ocasional, moderado | probable | casi seguro, casi segura, muy probable, frecuente, casi "
    "certeza, seguro, segura, cierto, cierta",
    "epätodennäköinen | mahdollinen | todennäköinen",
    "erittäin epätodennäköinen, hyvin epätodennäköinen | epätodennäköinen | mahdollinen | todennäköinen | "
    "erittäin todennäköinen, hyvin todennäköinen, lähes varma",
    "improbable, rare, exceptionnelle, exceptionnel | peu probable, peu fréquent | possible, probable, "
    "occasionnelle, occasionnel | très probable, fréquent, fréquente, vraisemblable | quasi certain, quasi "
    "certaine, certain, certaine",
    "improbable, rare | peu probable | probable | très probable, quasi certain, certain, certaine",
)
CONSEQUENCES = (
    "minor, slight | moderate | major, severe, serious",
    "negligible | marginal | critical | catastrophic",
    "minor | moderate | major | severe, critical, extreme",
    "insignificant, negligible, trivial, very minor | minor, low, marginal, slight | moderate, medium, "
    "significant | major, serious, severe, high, critical | catastrophic, extreme, severe, critical, "
    "disastrous",
    "försumbar, försumbart | lindrig | kännbar | allvarlig",
    "försumbar, ingen, obetydlig | måttlig | betydande | allvarlig, mycket allvarlig",
    "mycket begränsade, mycket begränsad | begränsade, begränsad | allvarliga, allvarlig | mycket "
    "allvarliga, mycket allvarlig | katastrofala, katastrofal",
    "obetydlig, försumbar, försumbart | lindrig, mindre, liten, mindre allvarlig | måttlig, kännbar, "
    "märkbar, måttligt | allvarlig, betydande, stor | mycket allvarlig, katastrofal, synnerligen "
    "allvarlig, kritisk",
    "ufarlig | en viss fare | kritisk | farlig | katastrofal, katastrofalt",
    "ubetydelig | mindre alvorlig | alvorlig | svært alvorlig, meget alvorlig, kritisk",
    "ubetydelig, ufarlig, uvesentlig | mindre alvorlig, mindre, liten, begrenset, lav | moderat, "
    "betydelig, middels, merkbar | alvorlig, stor | svært alvorlig, meget alvorlig, kritisk, katastrofal, "
    "katastrofalt",
    "ubetydeleg, ufarleg | mindre alvorleg, ein viss fare | moderat, betydeleg, kritisk | alvorleg, farleg | "
    "svært alvorleg, katastrofal",
    "ubetydelig, ubetydelige | mindre alvorlig, mindre, lille, begrænset, begrænsede | moderat, mellem, "
    "generende | alvorlig, stor, betydelig, kritisk | meget alvorlig, katastrofal, katastrofale, kritisk",
    "vernachlässigbar, geringfügig | begrenzt | beträchtlich | existenzbedrohend",
    "unbedeutend, vernachlässigbar, unwesentlich, keine | gering, geringfügig, klein, marginal | spürbar, "
    "mittel, moderat, mäßig, begrenzt | kritisch, schwer, groß, hoch, wesentlich, erheblich, ernst, "
    "bedeutend | katastrophal, existenzbedrohend, sehr hoch, schwerwiegend, sehr schwer",
    "leicht, leichte | mittel, mittelschwer, mittlere | schwer, schwere | sehr schwer, tödlich, "
    "tod, totalschaden",
    "slightly harmful | harmful | extremely harmful",
    "ligeramente dañino, ligeramente dañina, ld | dañino, dañina, d | extremadamente dañino, "
    "extremadamente dañina, ed",
    "leve | moderado, moderada | grave",
    "leve | grave | muy grave",
    "insignificante, despreciable, muy leve, inferior | menor, leve | moderado, moderada, medio | mayor, "
    "grave, severo, severa, alto | catastrófico, catastrófica, muy grave, crítico, superior",
    "vähäinen | haitallinen | vakava",
    "merkityksetön, mitätön | vähäinen, lievä | kohtalainen, haitallinen | merkittävä, vakava | "
    "katastrofaalinen, kriittinen, erittäin vakava, tuhoisa",
    "négligeable, mineure | limitée, modérée | importante, majeure | maximale, critique, catastrophique",
)

# What a cell holds to say that there is no score.
PLACEHOLDERS = """
    x, xx, -, --, ---, –, —, n/a, na, n.a., not applicable, not assessed, not rated, tbd, tbc, t.b.d.,
    todo, ?, ??, none, nil, null, nan, ej bedömd, ej bedömt, ej aktuell, ej aktuellt, ej tillämplig, ikke
    relevant, ikke vurdert, ikke vurderet, ikke aktuelt, nicht bewertet, nicht zutreffend, entfällt, k.a.,
    keine angabe, offen, no aplica, no evaluado, pendiente, ei arvioitu, ei sovellu, non évalué, sans
    objet, #n/a, #ref!, #value!, #div/0!, #name?, ., …, unknown, okänd, ukendt
    """

# What a cell holds to mark its column.
MARKS = "x, ×, ✓, ✔, ✗, ●, •, ■, o, ja, yes, y, j, sí, si, kyllä, oui, 1, true, sant, wahr, *"
