using System.Text.Json;

namespace OmniForge.LanguageServer.Protocol;

/// <param name="Token">A number or a text that the client gave with its request.</param>
/// <param name="Value">A <see cref="WorkDone"/> or a part of the answer.</param>
internal sealed record ProgressParams(JsonElement Token, JsonElement Value);

internal sealed record ProgressCancelParams(JsonElement Token);

/// <param name="Kind">"begin", "report" or "end".</param>
internal sealed record WorkDone(string Kind)
{
    public string? Title { get; init; }

    public bool? Cancellable { get; init; }

    public string? Message { get; init; }

    /// <summary>0 to 100; null = not known.</summary>
    public int? Percentage { get; init; }
}
