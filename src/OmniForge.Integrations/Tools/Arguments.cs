using System.Text.Json;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Tools;

/// <summary>Arguments as they are shown in a prediction.</summary>
internal static class Arguments
{
    public static string Text(JsonElement arguments, string name) => arguments.Find(name).AsText();

    public static string Quoted(JsonElement arguments, string name)
        => Text(arguments, name) is var text && text.Length <= 80 ? $"'{text}'" : $"'{text[..79]}…'";

    public static int Length(JsonElement arguments, string name) => Text(arguments, name).Length;

    /// <summary>Names of the members of an object, for instance of properties that would change.</summary>
    public static string Names(JsonElement arguments, string name)
        => arguments.Find(name) is { ValueKind: JsonValueKind.Object } members
            ? string.Join(", ", members.EnumerateObject().Select(member => member.Name))
            : "nothing";

    /// <summary>A schema from its text.</summary>
    public static JsonElement Schema(string properties, params string[] required) => JsonElement.Parse(
        $$$"""{"type":"object","additionalProperties":false,"required":[{{{string.Join(',', required.Select(name => $"\"{name}\""))}}}],"properties":{ {{{properties}}} } }""");
}
