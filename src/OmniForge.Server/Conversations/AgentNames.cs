using System.Text;

namespace OmniForge.Server.Conversations;

/// <summary>A readable id for an agent that a person named: its words, and some digits that make it unique.</summary>
internal static class AgentNames
{
    private const int Longest = 40;
    private const int Digits = 6;

    public static string IdOf(string name, string unique)
    {
        var words = new StringBuilder();
        foreach (var c in name.ToLowerInvariant())
        {
            if (c is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
            {
                words.Append(c);
            }
            else if (words.Length > 0 && words[^1] != '-')
            {
                words.Append('-');
            }
        }

        var slug = words.ToString().Trim('-');
        slug = (slug.Length > Longest ? slug[..Longest] : slug).Trim('-');
        return $"{(slug.Length == 0 ? "agent" : slug)}-{unique[^Digits..]}";
    }
}
