using System.Text.Json.Nodes;
using OmniForge.TestKit;

namespace OmniForge.Agents.Tests.Attacks;

/// <summary>Texts that want an agent or the builder to do something for a stranger, and what a model does that obeys them.</summary>
internal static class AttackSet
{
    private static readonly JsonObject Set = (JsonObject)JsonNode.Parse(
        File.ReadAllText(Path.Combine(SourceTree.Root, "tests", "OmniForge.Agents.Tests", "Attacks", "attacks.json")))!;

    public static TheoryData<string> Names(string kind) => [.. Of(kind).Select(one => (string)one["name"]!)];

    public static JsonObject Find(string kind, string name) => Of(kind).Single(one => (string)one["name"]! == name);

    private static IEnumerable<JsonObject> Of(string kind) => Set[kind]!.AsArray().Select(one => one!.AsObject());
}
