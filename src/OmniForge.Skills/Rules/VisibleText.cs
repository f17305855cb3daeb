using System.Globalization;
using System.Text;

namespace OmniForge.Skills.Rules;

/// <summary>Characters that nobody can see, written so that they can be seen: <c>‹U+FEFF›</c>.</summary>
internal static class VisibleText
{
    private const string Open = "‹U+";

    public static string Read(string shown)
    {
        var text = new StringBuilder(shown.Length);
        var rest = shown.AsSpan();
        for (var at = rest.IndexOf(Open); at >= 0; at = rest.IndexOf(Open))
        {
            text.Append(rest[..at]);
            rest = rest[(at + Open.Length)..];
            var close = rest.IndexOf('›');
            text.Append(new Rune(int.Parse(rest[..close], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)));
            rest = rest[(close + 1)..];
        }

        return text.Append(rest).ToString();
    }
}
