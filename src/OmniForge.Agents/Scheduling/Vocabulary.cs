using System.Collections.Frozen;

namespace OmniForge.Agents.Scheduling;

/// <summary>The words schedules are told in, and which slips of the pen are taken for them.</summary>
internal static class Vocabulary
{
    private const string Known = """
        monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday sundays
        weekday weekdays weekend weekends workday workdays working business january february march april june july august september october
        november december every everyday daily weekly monthly quarterly yearly annually hourly nightly biweekly fortnightly fortnight
        minute minutes hour hours week weeks month months quarter quarters year years second seconds
        morning mornings afternoon afternoons evening evenings night nights noon midday midnight tomorrow tonight today
        first third fourth fifth last between until through except excluding during starting around about roughly approximately
        twice times oclock holiday holidays instead actually other half eastern pacific central mountain
        """;

    /// <summary>Proper words that lie close to a known one and must stay what they are.</summary>
    private const string Proper = """
        even ever envy entry event events everyone everything very fiver mouth moth mothers mourning moving noun none soon mood
        weakly weaken seek mostly money monkey dairy dally daisy fist thirst thirds tired hourglass house houses horse hers your yours
        ours four
        our tour sour hour month worth lasted list lost least past fast east host expect expected accept accepted excerpt
        market marked merch marsh match watch starch apple apply reply able aprils jury jolly junk tune june jane
        quartet quarrel quarterback monitor minuted minus yearn nearly early ear years earn half halt calf hall hail harm
        time timer timed timely item items tries dime lime holed holding told hold
        other others otter mother another bother brother either until untold unit
        weather whether about abut abort above around round ground aground toughly
        nights might light right sight fight knight eight weight eights nine line mine nice fine five file files give live fire hive
        seven sever severn seen even eleven one once ten tens then than teen twelve two three there these tree free thee
        six fix mix sit forty fort forth fortune fourth fifty fifth fifteen fishy nifty thirty dirty thrifty sixty sixth
        secondary seconded section sections during curing daring starting staring stating string strings tarting
        instead insert instant actual factually first firsts fires burst thirds
        weekly week weeks weak seeks meek cheek wheel
        today toady toddy daily dailies sunny sundry monthlies morning warning evening opening events evenly
        business busyness easiness between betwixt working worked walking forking work words worker workers
        twice twine price through though thought tough tomorrow borrow holder holders hobbies
        excluding including exuding expecting excepting except exact exactly center centre eastern western easter eastward
        never fever lever level levels several severe server servers service sending sent send second sand
        noon moon nook moment moments last latest later least letter letters fill final finally friend friends
        """;

    private static readonly FrozenSet<string> Words = Split(Known).Concat(SpelledNumbers.Words).ToFrozenSet();

    private static readonly FrozenSet<string> Kept = Split(Proper).ToFrozenSet();

    private static readonly Dictionary<string, string> Variants = new()
    {
        ["everey"] = "every",
        ["midnite"] = "midnight",
        ["thru"] = "through",
        ["til"] = "until",
        ["till"] = "until",
        ["everyweek"] = "weekly",
        ["everymonth"] = "monthly",
        ["everyhour"] = "hourly",
        ["annual"] = "yearly",
        ["tmrw"] = "tomorrow",
        ["mid-day"] = "midday",
        ["fortnights"] = "fortnight",
        ["wensday"] = "wednesday",
        ["wensdays"] = "wednesdays",
        ["dya"] = "day",
        ["nooon"] = "noon",
        ["evrey"] = "every",
        ["ervery"] = "every",
    };

    /// <summary>A word that "ish" may hang on: "noonish", "9amish", "eightish".</summary>
    public static bool IsClockWord(string word)
        => word is "am" or "pm" or "noon" or "midday" or "midnight" || SpelledNumbers.Words.Contains(word);

    /// <summary>The word itself, or the known word it was meant to be.</summary>
    public static string Correct(string word)
    {
        if (Variants.TryGetValue(word, out var variant))
        {
            return variant;
        }

        if (word.Length < 4 || Words.Contains(word) || Kept.Contains(word) || !string.IsNullOrEmpty(ZonePlaces.Find(word)))
        {
            return word;
        }

        var most = word.Length >= 7 ? 2 : 1;
        for (var slips = 1; slips <= most; slips++)
        {
            var near = Words.Where(known => Resembles(word, known, slips)).ToList();
            if (near.Count > 0)
            {
                return near.Count == 1 || near.Select(Stem).Distinct().Count() == 1 ? near.OrderBy(known => known.Length).First() : word;
            }
        }

        return word;
    }

    private static bool Resembles(string word, string known, int slips)
        => known.Length >= 5
            && (word[0] == known[0] || (word[0] == known[1] && word[1] == known[0]))
            && EditDistance.Within(word, known, slips);

    /// <summary>Without the plural's s.</summary>
    private static string Stem(string word) => word.TrimEnd('s');

    private static string[] Split(string list)
        => list.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
