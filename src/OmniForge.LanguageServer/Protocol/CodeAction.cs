using System.Text.Json;

namespace OmniForge.LanguageServer.Protocol;

internal sealed record CodeAction(string Title, string Kind)
{
    public IReadOnlyList<Diagnostic>? Diagnostics { get; init; }

    public bool? IsPreferred { get; init; }

    public WorkspaceEdit? Edit { get; init; }

    public Command? Command { get; init; }
}

internal sealed record Command(string Title, [property: System.Text.Json.Serialization.JsonPropertyName("command")] string Name)
{
    public IReadOnlyList<JsonElement>? Arguments { get; init; }
}

internal sealed record CodeLens(TextRange Range, Command? Command);
