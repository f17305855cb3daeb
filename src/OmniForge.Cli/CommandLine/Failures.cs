using Grpc.Core;
using OmniForge.Client;

namespace OmniForge.Cli.CommandLine;

/// <summary>Refusals as sentences that say what to do.</summary>
internal static class Failures
{
    public static string Explain(OmniForgeException refusal) => refusal.Reason switch
    {
        "UNREACHABLE" => refusal.Message,
        "CREDENTIAL_MISSING" => "The server wants a key. Set OMNIFORGE_API_KEY, or run this where the server runs.",
        "CREDENTIAL_INVALID" => "The server does not know this key. Check OMNIFORGE_API_KEY; `omniforge keys create` makes a new one.",
        "CREDENTIAL_EXPIRED" => "This key has ended. `omniforge keys create` makes a new one.",
        "PERMISSION_MISSING" => $"{Sentence(refusal.Message)} Ask for a key with the role that may do this.",
        "RESOURCE_NOT_FOUND" when refusal.Metadata.GetValueOrDefault("resource") is { } resource && Lists.TryGetValue(resource, out var list)
            => $"There is no such {resource}{Named(refusal)}. `omniforge {list}` shows what there is.",
        "INTERNAL" => "The server made a mistake. Nothing you did is wrong; its log says more.",
        "STREAM_GAP" => refusal.Message,
        _ when refusal.StatusCode == StatusCode.Unimplemented => "This server does not know this command; it is older than this program.",
        _ when refusal.StatusCode == StatusCode.Unauthenticated => "The server does not accept this key. Check OMNIFORGE_API_KEY.",
        _ => string.Join('\n', refusal.Fields.Select(fault => $"  {fault.Field}: {fault.Description}").Prepend(Sentence(refusal.Message))),
    };

    /// <summary>What lists the resources of a kind.</summary>
    private static readonly Dictionary<string, string> Lists = new(StringComparer.Ordinal)
    {
        ["agent"] = "agents list",
        ["agent version"] = "agents versions AGENT",
        ["connection"] = "connections list",
        ["conversation"] = "conversations list",
        ["execution"] = "executions list",
        ["schedule"] = "schedules list",
        ["trigger"] = "triggers list",
    };

    private static string Named(OmniForgeException refusal) => refusal.Metadata.GetValueOrDefault("id") is { Length: > 0 } id ? $": \"{id}\"" : "";

    private static string Sentence(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 0 ? "The server refused, without saying why." : trimmed[^1] is '.' or '?' or '!' ? trimmed : trimmed + ".";
    }
}
