using System.Text.Json.Nodes;

namespace OmniForge.LanguageServer.Tests;

/// <summary>Ranges as "line:character-line:character".</summary>
internal static class Places
{
    public static string Range(JsonNode range) => $"{Place(range["start"]!)}-{Place(range["end"]!)}";

    private static string Place(JsonNode position) => $"{position["line"]}:{position["character"]}";
}
