namespace OmniForge.Agents.Scheduling;

/// <summary>Numbers as people write them.</summary>
internal static class NumberWords
{
    public static string Ordinal(int number)
    {
        var suffix = (number % 100, number % 10) switch
        {
            ( >= 11 and <= 13, _) => "th",
            (_, 1) => "st",
            (_, 2) => "nd",
            (_, 3) => "rd",
            _ => "th",
        };
        return number.ToString(null as IFormatProvider) + suffix;
    }
}
