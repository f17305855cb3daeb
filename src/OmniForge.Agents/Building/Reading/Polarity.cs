namespace OmniForge.Agents.Building.Reading;

/// <summary>
/// Judges a short clause of everyday words about the thing in hand: "I think it's good", "it isn't quite right yet". One word it does not know,
/// and it says nothing.
/// </summary>
internal static class Polarity
{
    private const int Longest = 12;

    private static readonly HashSet<string> Small = Split(
        "i we it that this these those they all everything the a an my our your me us you for with on of in as about and is are am be will would do does look looks looking "
        + "seem seems sound sounds feel feels read reads work works think guess find believe suppose say reckon consider "
        + "summary report plan result results list draft preview table schedule time name order version proposal thing idea outcome data format way side end book eyes opinion view "
        + "whole lot here there now still already yet so very really quite totally absolutely completely entirely pretty just perfectly exactly rather fully truly "
        + "definitely certainly also indeed honestly actually super extremely highly");

    private static readonly HashSet<string> Negators = Split("not never hardly neither nor");

    private static readonly HashSet<string> Good = Split(
        "good great fine ok okay perfect right correct excellent happy satisfied glad pleased content certain sure confident convinced comfortable positive lovely nice cool awesome "
        + "brilliant wonderful fantastic amazing ideal accurate clear complete sensible reasonable acceptable useful helpful impressive impressed delighted thrilled spotless flawless "
        + "beautiful neat tidy solid sound fair superb splendid terrific faultless alright");

    private static readonly HashSet<string> Bad = Split(
        "wrong bad terrible awful horrible rubbish incorrect useless unhappy dissatisfied disappointed disappointing unacceptable poor weak ugly messy confusing broken inaccurate "
        + "incomplete insufficient mistaken unsatisfactory dreadful lousy");

    /// <summary>Of these one can be wrong and the rest right: that is a fault to be mended.</summary>
    private static readonly HashSet<string> Parts = Split("schedule time name order format data table way");

    /// <summary>"is it right" asks.</summary>
    private static readonly HashSet<string> Inverted = Split("is are am does do would will be");

    /// <summary>Without them nobody refuses: "I'm not sure" is open.</summary>
    private static readonly HashSet<string> Open = Split("sure certain confident positive clear");

    /// <summary>True = agrees, false = declines, null = says neither.</summary>
    public static bool? Of(string clause)
    {
        var words = clause.Replace(" to me", "", StringComparison.Ordinal).Replace(" to us", "", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > Longest || words.Contains("too") || Inverted.Contains(words[0]) || !Array.TrueForAll(words, Known))
        {
            return null;
        }

        var judged = words.Where(word => Good.Contains(word) || Bad.Contains(word)).ToList();
        var turned = words.Count(Negators.Contains) % 2 == 1;
        return judged is not [var only] || (turned && Open.Contains(only)) || Aside(words) || (turned == Good.Contains(only) && words.Any(Parts.Contains)) ? null
            : Good.Contains(only) ^ turned;
    }

    private static bool Known(string word) => Small.Contains(word) || Negators.Contains(word) || Good.Contains(word) || Bad.Contains(word);

    /// <summary>"the good one": the word describes something instead of judging it.</summary>
    private static bool Aside(string[] words)
        => words.Length < 2 || !words.Any(word => word is "is" or "are" or "am" or "be" or "look" or "looks" or "looking" or "seem" or "seems" or "sound" or "sounds" or "feel" or "feels" or "reads" or "works"
                or "find" or "does" or "do" or "consider" or "think")
            || words.Zip(words.Skip(1)).Any(pair => Good.Contains(pair.First) && pair.Second is "one" or "idea" or "way" or "time" or "name" or "order" or "list" or "report" or "side" or "version" or "data");

    private static HashSet<string> Split(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
