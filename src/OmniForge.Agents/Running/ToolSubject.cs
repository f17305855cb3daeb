using System.Text.Json;
using System.Text.Json.Nodes;

namespace OmniForge.Agents.Running;

/// <summary>The part of a call that a tool pattern can limit: a path, a host or a command.</summary>
internal static class ToolSubject
{
    private static readonly char[] Wildcards = ['*', '?', '[', '{'];

    /// <summary>Null when the tool takes none, or when the argument that names it is missing or no text.</summary>
    public static string? Of(string tool, JsonObject arguments) => tool switch
    {
        "Read" or "Write" or "Edit" => String(arguments, "file_path"),
        "Grep" => String(arguments, "path"),
        "Glob" => Folder(String(arguments, "path"), String(arguments, "pattern") ?? ""),
        "WebFetch" => Host(String(arguments, "url")),
        "Bash" => String(arguments, "command"),
        _ => null,
    };

    public static string? String(JsonObject arguments, string name)
        => arguments[name] is JsonValue v && v.GetValueKind() == JsonValueKind.String ? v.GetValue<string>() : null;

    /// <summary>The deepest folder a search is sure to stay in; a pattern that climbs is judged whole.</summary>
    private static string? Folder(string? path, string pattern)
    {
        var segments = pattern.Split('/');
        var stable = segments.Contains("..")
            ? segments
            : [.. segments.Take(segments.Length - 1).TakeWhile(s => s.IndexOfAny(Wildcards) < 0)];
        var all = stable.Length == 0 ? path : string.Join('/', path is null ? stable : [path, .. stable]);
        return all is "" ? null : all;
    }

    private static string? Host(string? url)
        => url is not null && Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.IdnHost.ToLowerInvariant() : null;
}
