using System.Text;
using System.Text.Json;

namespace OmniForge.Server.Tests.Secrets;

/// <summary>A secret with a value of its own, in every form in which it could be written down.</summary>
internal sealed record Canary(string Name, string Value)
{
    public IReadOnlyList<string> Forms { get; } =
    [
        .. ((string[])
        [
            Value, Uri.EscapeDataString(Value), JsonSerializer.Serialize(Value)[1..^1], Convert.ToHexString(Encoding.UTF8.GetBytes(Value)), .. Base64(Value),
        ]).Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Base64 has three shapes, by what stands before; of each the part that does not depend on it.</summary>
    private static IEnumerable<string> Base64(string value)
    {
        for (var before = 0; before < 3; before++)
        {
            var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', before) + value));
            var inside = text[(before == 0 ? 0 : 4)..^4];
            yield return inside;
            yield return inside.Replace('+', '-').Replace('/', '_');
        }
    }
}
