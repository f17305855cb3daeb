using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Takes out what is only said to be polite: "if it's not too much trouble", "would you mind going back" = "go back".</summary>
internal static partial class Courtesies
{
    /// <summary>The same words without it. A message of nothing else stays as it is.</summary>
    public static List<Word> Without(List<Word> words)
    {
        var left = Cut(words, Asides());
        if (left.Count == 0 || left.TrueForAll(word => word.Kind == WordKind.Mark))
        {
            return words;
        }

        var asked = Cut(left, Minds());
        return asked.Count == left.Count || asked.Count == 0 ? left : [Plain(asked[0]), .. asked.Skip(1)];
    }

    private static List<Word> Cut(List<Word> words, Regex pattern)
    {
        var starts = new List<int>();
        var text = "";
        foreach (var word in words)
        {
            starts.Add(text.Length);
            text += (word.Kind == WordKind.Quote ? "\"" : word.Text.ToLowerInvariant()) + " ";
        }

        var taken = pattern.Matches(text).Select(match => (From: match.Index, To: match.Index + match.Length)).ToList();
        return taken.Count == 0 ? words : [.. words.Where((_, at) => !taken.Exists(cut => starts[at] >= cut.From && starts[at] < cut.To))];
    }

    /// <summary>"going" behind "would you mind" is "go".</summary>
    private static Word Plain(Word word)
    {
        var text = word.Text;
        if (!text.EndsWith("ing", StringComparison.Ordinal) || text.Length < 5)
        {
            return word;
        }

        var stem = text[..^3];
        var doubled = stem.Length > 3 && stem[^1] == stem[^2] && !"sl".Contains(stem[^1], StringComparison.Ordinal);
        return word with
        {
            Text = stem is "tak" or "mak" or "chang" or "remov" or "revers" or "us" or "mov" or "giv" or "includ" or "leav" or "sav" or "creat" or "eras" or "activat" or "enabl" or "renam"
            ? stem + "e" : stem is "cancell" ? "cancel" : doubled ? stem[..^1] : stem
        };
    }

    [GeneratedRegex(@"(?<=^|[,.;!?] |(?:please|and|so|ok|okay|well|um|hi|hello|sorry|yes|no) )(?:if (?:it|that|this) is (?:not )?(?:too much (?:trouble|bother|to ask|hassle)|a (?:bother|problem|hassle|nuisance)|asking too much|all the same(?: to you)?|the same to you|ok(?:ay)?(?: with you| by you)?|all right(?: with you| by you)?|alright(?: with you| by you)?|fine (?:with|by) you|possible|at all possible|no trouble|no bother|any help|easy)|if (?:it|that) (?:does|would) not (?:bother|trouble|put) you(?: too much| out)?|if you (?:do not|would not|will not) mind(?: me (?:asking|saying))?|if you (?:would|could|will) (?:be so (?:kind|good)|please)(?: as to)?|if you please|if i may(?: (?:ask|say so|be so bold))?|if i might|if i (?:could|can)|if you (?:can|could)|be so (?:kind|good) (?:as to|and)|would you be so (?:kind|good) (?:as to|and)|when(?:ever)? you (?:have|get|find) (?:a|the) (?:moment|minute|second|chance|sec)|with (?:all )?(?:due )?respect|with your permission|by the way|for what it is worth|for the record|just so you know|between you and me|between us|no offen[cs]e(?: but| meant)?|at your convenience) (?:, )?|(?<= )if (?:it is not too much trouble|you do not mind|you would|you please|i may|you would not mind|it is all the same to you|that is (?:ok(?:ay)?|all right|alright)(?: with you)?|it is no trouble|you would be so kind) (?=$|[.!?,] )|(?<=[a-z]{2,} )(?<!\b(?:no|not) )(?:[,.!] )?(?:and |many |so |, )*(?:thanks|thank you|thx)(?: (?:again|ever so much|so much|very much|a lot|a million))* for (?!now |nothing |later |today )(?:(?!but |not |no |however |though |never |n't )[a-z']+ ){1,10}(?=$|[.!] $)", RegexOptions.CultureInvariant)]
    private static partial Regex Asides();

    [GeneratedRegex(@"^(?:(?:please|and|so|ok|okay|well|um|hi|hello|sorry|hm|hmm|oh|,) )*(?:(?:would|do) you mind(?: terribly| awfully| very much)?|how about|what about|is there (?:any|a) (?:chance|way) of|any chance of|do you mind if we try|fancy|i would (?:appreciate|not mind)(?: you)?|i feel like) (?=[a-z]{2,}ing )", RegexOptions.CultureInvariant)]
    private static partial Regex Minds();
}
