namespace OmniForge.Agents.Building.Content;

/// <summary>People say "Japanese cars" where files say "Japan".</summary>
internal static class Demonyms
{
    private static readonly ILookup<string, string> Places = (
        "american usa american us american unitedstate american america european europe asian asia african africa australian "
        + "australia austrian austria belgian belgium brazilian brazil british uk british unitedkingdom british greatbritain "
        + "canadian canada chinese china danish denmark dutch netherland egyptian egypt finnish finland french france german "
        + "germany greek greece indian india irish ireland italian italy japanese japan korean southkorea korean korea mexican "
        + "mexico norwegian norway polish poland portuguese portugal russian russia spanish spain swedish sweden swis switzerland "
        + "swiss switzerland turkish turkey ukrainian ukraine")
        .Split(' ').Chunk(2).ToLookup(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>The places of a word, in the form in which values are compared.</summary>
    public static IEnumerable<string> PlacesOf(string key) => Places[key];
}
