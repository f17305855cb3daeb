using System.Security.Cryptography;
using System.Text;

namespace OmniForge.Agents.Prompts;

/// <summary>
/// Text of others as a language model sees it: between two lines whose mark follows from the text itself, so that nothing inside can
/// write the line that ends it.
/// </summary>
internal static class DataBlock
{
    private const int MarkBytes = 8;

    public static string Of(string text)
    {
        var seen = InvisibleText.Without(text, out var left);
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seen)).AsSpan(0, MarkBytes));
        var note = left == 0 ? "" : $"\n({left} invisible characters were left out.)";
        return $"<data {mark}>\n{seen}\n</data {mark}>{note}";
    }
}
