using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace OmniForge.Agents.Building;

/// <summary>The state of a conversation as text and back.</summary>
public static class BuilderStateJson
{
    public static string Write(BuilderState state) => JsonSerializer.Serialize(state, BuilderJson.Default.BuilderState);

    /// <summary>Throws <see cref="JsonException"/> for text that <see cref="Write"/> did not make.</summary>
    public static BuilderState Read(string text)
        => JsonNode.Parse(text) is JsonObject stored
            ? StoredWishes.Complete(JsonDefaults.Fill(stored, Defaults)).Deserialize(BuilderJson.Default.BuilderState)!
            : throw new JsonException("the stored conversation is no object");

    private static JsonObject Defaults => (JsonObject)JsonSerializer.SerializeToNode(new BuilderState(), BuilderJson.Default.BuilderState)!;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(BuilderState))]
[JsonSerializable(typeof(TurnUnderstanding))]
[JsonSerializable(typeof(KnownWish))]
[JsonSerializable(typeof(Wish))]
internal sealed partial class BuilderJson : JsonSerializerContext;
