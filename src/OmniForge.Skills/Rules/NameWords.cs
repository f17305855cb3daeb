using System.Buffers;
using System.Globalization;
using System.Text;

namespace OmniForge.Skills.Rules;

/// <summary>Turns any text into the words of a name: small Latin letters and digits, with hyphens between the words.</summary>
internal static class NameWords
{
    // Programs without tables of the world's languages cannot take marks off by themselves.
    private static readonly (string Letter, string WithMarks)[] Marked =
    [
        ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
        ("b", "ḃḅḇ"),
        ("c", "çćĉċčḉ"),
        ("d", "ďḋḍḏḑḓ"),
        ("e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
        ("f", "ḟ"),
        ("g", "ĝğġģǧǵḡ"),
        ("h", "ĥȟḣḥḧḩḫẖ"),
        ("i", "ìíîïĩīĭįǐȉȋḭḯỉị"),
        ("j", "ĵǰ"),
        ("k", "ķǩḱḳḵ"),
        ("l", "ĺļľḷḹḻḽ"),
        ("m", "ḿṁṃ"),
        ("n", "ñńņňǹṅṇṉṋ"),
        ("o", "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
        ("p", "ṕṗ"),
        ("r", "ŕŗřȑȓṙṛṝṟ"),
        ("s", "śŝşšșṡṣṥṧṩ"),
        ("t", "ţťțṫṭṯṱẗ"),
        ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
        ("v", "ṽṿ"),
        ("w", "ŵẁẃẅẇẉẘ"),
        ("x", "ẋẍ"),
        ("y", "ýÿŷȳẏẙỳỵỷỹ"),
        ("z", "źżžẑẓẕ"),
    ];

    private static readonly SearchValues<char> Kept =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 _-./,;:()[]\"'!?");

    /// <summary>Whether nothing but case and separators changes.</summary>
    public static bool KeepsAll(string text) => text.AsSpan().IndexOfAnyExcept(Kept) < 0;

    /// <summary>Letters lose their marks; what is no Latin letter ends a word. A longer name ends after a whole word.</summary>
    public static string Joined(string text, int most)
    {
        var name = new StringBuilder(text.Length);
        var apart = false;
        foreach (var c in text)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            var plain = Latin(char.ToLowerInvariant(c));
            if (plain.Length > 0)
            {
                name.Append(apart && name.Length > 0 ? "-" : "").Append(plain);
            }

            apart = plain.Length == 0;
        }

        return Cut(name.ToString(), most);
    }

    private static string Cut(string name, int most)
    {
        if (name.Length <= most)
        {
            return name;
        }

        var end = name.LastIndexOf('-', most);
        return name[..(end > 0 ? end : most)];
    }

    private static string Latin(char c) => char.IsAsciiLetterOrDigit(c) ? c.ToString() : c switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "ng",
        _ => Marked.FirstOrDefault(row => row.WithMarks.Contains(c, StringComparison.Ordinal)).Letter ?? "",
    };
}
