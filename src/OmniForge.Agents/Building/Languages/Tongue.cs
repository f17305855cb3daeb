using System.Collections.Frozen;

namespace OmniForge.Agents.Building.Languages;

/// <summary>
/// The language of a message, as its English name. Told by the small words that every sentence has, or by its letters; a few words may
/// be of any language and tell nothing.
/// </summary>
public static class Tongue
{
    public const string English = "English";

    private const int FewestWords = 3;

    private static readonly char[] Between = [' ', '\n', '\t', ',', '.', '!', '?', ';', ':', '(', ')', '"', '¿', '¡', '«', '»'];

    // Left out are words that English has too: "die", "was", "an", "in", "no", "me", "son", "as", "do".
    private static readonly FrozenDictionary<string, FrozenSet<string>> SmallWords = new Dictionary<string, string>
    {
        [English] = "the and of to is are with for every each please want can you your my only all also when if but from this that these it i a"
            + " be not yes ok at by on in show list send read me what how should would like make it's don't",
        ["German"] = "und ich nicht das der ist ein eine einen einem mit für auf den dem des jeden jede jeder jedes bitte möchte kannst mir mich wir nur"
            + " alle allen auch noch wenn aber von aus nach bei wie sollen werden uhr zur zum im dass habe haben schicke zeige lies",
        ["French"] = "et je ne pas le les des une est avec pour dans chaque tous toutes mon ma mes nous que qui veux voudrais peux au aux du"
            + " s'il plaît seulement quand aussi cette ces leur vers sont il faut j'ai j'aimerais c'est d'un qu'il",
        ["Spanish"] = "y el los las una unos con por para cada todos todas quiero puedes mi del que pero cuando también sólo hay muéstrame envía lee"
            + " quisiera necesito esta este está al sus la",
        ["Italian"] = "e il lo gli una con per ogni tutti tutte vorrei voglio mi di del della dei delle nel che ma anche quando sono solo"
            + " questo questa ho alle dal leggi manda",
        ["Portuguese"] = "e os uma com para cada todos todas quero você por não da dos das que mas quando também são preciso meu minha ao na"
            + " leia envie gostaria",
        ["Dutch"] = "en het een met voor elke ik niet graag mij van naar ook maar als mijn zijn kun je wil deze dat op iedere uur lees stuur",
        ["Polish"] = "i w z dla każdy każdego proszę chcę nie się jest wszystkie tylko mi do od oraz czy który które jeśli ale także moje",
        ["Swedish"] = "och jag inte det ett med för varje vill bara också är på till mig från om alla kan du som den klockan",
        ["Danish"] = "og jeg ikke det et med for hver vil kun også er på til mig fra om alle kan du som den klokken",
        ["Czech"] = "a v z pro každý každé prosím chci ne se je všechny jen mi do od také jestli ale které moje ve",
        ["Turkish"] = "ve bir her için ile lütfen istiyorum bana göre değil sadece bütün tüm ama gün bu şu saat hafta",
    }.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Split(' ').ToFrozenSet(StringComparer.Ordinal));

    /// <summary>The language; null when the message is too short or too mixed to tell.</summary>
    public static string? Of(string message)
    {
        if (Scripts.Of(message) is { } told)
        {
            return told;
        }

        var words = Words(message);
        if (words.Count < FewestWords)
        {
            return null;
        }

        var counted = SmallWords.Select(pair => (pair.Key, Hits: words.Count(pair.Value.Contains))).OrderByDescending(one => one.Hits).ToList();
        var english = counted.First(one => one.Key == English).Hits;
        var (language, hits) = counted.First(one => one.Key != English);
        return english >= 2 && english >= hits ? English
            : hits >= 2 && words.Distinct().Count() >= FewestWords && hits >= (2 * english) + 1 && hits * 4 >= words.Count ? language
            : null;
    }

    /// <summary>The language of the talk after a message: null = English.</summary>
    public static string? Next(string? before, string message) => Of(message) switch
    {
        null => before,
        English => null,
        var other => other,
    };

    private static List<string> Words(string message)
        => [.. message.ToLowerInvariant().Replace('’', '\'').Split(Between, StringSplitOptions.RemoveEmptyEntries)];
}
