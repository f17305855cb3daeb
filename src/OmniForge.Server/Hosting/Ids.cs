using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace OmniForge.Server.Hosting;

/// <summary>Ids: generated ones are UUIDv7 as 32 lower-case hex digits; chosen ones are short kebab-case words.</summary>
internal static partial class Ids
{
    public static string New() => Guid.CreateVersion7().ToString("N");

    /// <summary>The same parts always give the same id: how a repeated start finds its first one.</summary>
    public static string From(params string[] parts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
        return Convert.ToHexStringLower(hash.AsSpan(0, 16));
    }

    /// <summary>SHA-256 of the parts in 64 hex digits.</summary>
    public static string Digest(params string[] parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));

    /// <summary>A chosen id as it is, or a generated one when empty.</summary>
    public static string ChosenOrNew(string chosen, string field)
    {
        if (chosen.Length == 0)
        {
            return New();
        }

        if (!Chosen().IsMatch(chosen) || Generated().IsMatch(chosen) || RouteWords.Contains(chosen))
        {
            throw DomainException.Field(
                field, "must be 1 to 64 of a-z, 0-9 and hyphen, begin and end with a letter or digit, and not be a word of an address such as `watch`");
        }

        return chosen;
    }

    /// <summary>Literals that stand where an id stands in some route.</summary>
    internal static readonly HashSet<string> RouteWords = ["watch", "import", "preview", "resolve", "validate", "cancel", "start", "sse", "format"];

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$")]
    private static partial Regex Chosen();

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex Generated();
}
