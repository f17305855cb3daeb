using System.Text.Json;
using OmniForge.LanguageServer.Documents;
using OmniForge.LanguageServer.Live;
using OmniForge.LanguageServer.Platform;
using OmniForge.LanguageServer.Protocol;

namespace OmniForge.LanguageServer.Features.CodeLenses;

/// <summary>
/// Above a skill of an agent: what can be started, how its last execution went, when it runs next. The commands are the editor's own.
/// </summary>
internal sealed class CodeLenses(OpenDocuments documents, LivePlaces places, LiveAgents agents)
{
    private static readonly TextRange FirstLine = new(new(0, 0), new(0, 0));

    public IReadOnlyList<CodeLens>? Of(TextDocumentParams asked)
    {
        if (!documents.TryFind(asked.TextDocument.Uri, out var document))
        {
            return null;
        }

        if (places.Of(document.Uri) is not { } place || agents.Find(place.AgentId) is not { } agent)
        {
            return [];
        }

        IReadOnlyList<JsonElement> arguments = [JsonSerializer.SerializeToElement(agent.Id, LspJson.Default.String)];
        var lenses = new List<CodeLens>
        {
            new(FirstLine, new("Dry run", "omniforge.dryRun") { Arguments = arguments }),
            new(FirstLine, new("Run", "omniforge.run") { Arguments = arguments }),
            new(FirstLine, Text(Last(agent.LastRun))),
        };
        if (agent.NextRun is { } next)
        {
            lenses.Add(new(FirstLine, Text($"Next run {PlatformWords.LocalTime(next)}")));
        }

        return lenses;
    }

    // A command without a name is shown as text.
    private static Command Text(string words) => new(words, "");

    private static string Last(LiveRun? run)
    {
        if (run is null)
        {
            return "Has not run yet";
        }

        var kind = run.Mode == "live" ? "run" : "dry run";
        var at = run.At is { } time ? $" {PlatformWords.LocalTime(time)}" : "";
        return run.Status switch
        {
            "succeeded" or "failed" => $"Last {kind} {run.Status}{at}",
            "cancelled" => $"Last {kind} was cancelled{at}",
            "waiting" => $"A {kind} waits for a person",
            _ => $"A {kind} is under way",
        };
    }
}
