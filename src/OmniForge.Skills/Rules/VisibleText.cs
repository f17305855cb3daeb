using System.Globalization;
using System.Text;

namespace OmniForge.Skills.Rules;

/// <summary>
/// Characters that nobody can see, written so that they can be seen: <c>‹U+FEFF›</c>, or <c>‹U+0078 × 500›</c> for many.
/// </summary>
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
            var inside = rest[..close];
            var cross = inside.IndexOf('×');
            var code = cross < 0 ? inside : inside[..cross];
            var times = cross < 0 ? 1 : int.Parse(inside[(cross + 1)..], CultureInfo.InvariantCulture);
            var rune = new Rune(int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            for (var i = 0; i < times; i++)
            {
                text.Append(rune);
            }

            rest = rest[(close + 1)..];
        }

        return text.Append(rest).ToString();
    }
}
