namespace OmniForge.Agents.Building.Reading;

/// <summary>"connect another Notion account": one more, although one is connected.</summary>
internal static class AnotherAccount
{
    public static bool Wanted(string text) => Words.Cut(text).Any(word => word.IsAny("another", "second", "different", "other", "additional", "again"));
}
