using System.Text;

namespace OmniForge.Agents.Building.Content;

/// <summary>Names and words in the form in which they are compared.</summary>
internal static class Stems
{
    /// <summary>"DueDate", "due_date" and "Due date" give the same words.</summary>
    public static IReadOnlyList<string> Of(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var letter = name[i];
            var border = !char.IsLetterOrDigit(letter)
                || (i > 0 && char.IsUpper(letter) && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])
                    && char.IsLetter(name[i - 1]))));
            if (border && word.Length > 0)
            {
                words.Add(Of1(word.ToString()));
                word.Clear();
            }

            if (char.IsLetterOrDigit(letter))
            {
                word.Append(char.ToLowerInvariant(letter));
            }
        }

        if (word.Length > 0)
        {
            words.Add(Of1(word.ToString()));
        }

        return words;
    }

    /// <summary>Singular of one lower-case word, good enough to compare.</summary>
    public static string Of1(string word)
    {
        if (word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal))
        {
            return word[..^3] + "y";
        }

        if (word.Length > 4 && (word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal)
            || word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal)))
        {
            return word[..^2];
        }

        return word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;
    }
}
