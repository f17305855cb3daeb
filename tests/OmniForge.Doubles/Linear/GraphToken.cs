using System.Text.RegularExpressions;

namespace OmniForge.Doubles.Linear;

/// <summary>A word of a GraphQL document.</summary>
internal sealed partial record GraphToken(GraphTokenKind Kind, string Text)
{
    public static List<GraphToken> Read(string document)
    {
        var tokens = new List<GraphToken>();
        for (var at = 0; at < document.Length;)
        {
            var match = Word().Match(document, at);
            if (!match.Success || match.Index != at)
            {
                throw LinearErrors.Invalid($"Syntax Error: Unexpected character: \"{document[at]}\".");
            }

            at += match.Length;
            var kind = match.Groups["name"].Success ? GraphTokenKind.Name
                : match.Groups["number"].Success ? GraphTokenKind.Number
                : match.Groups["text"].Success ? GraphTokenKind.Text
                : match.Groups["mark"].Success ? GraphTokenKind.Mark
                : (GraphTokenKind?)null;
            if (kind is { } known)
            {
                tokens.Add(new(known, match.Value));
            }
        }

        tokens.Add(new(GraphTokenKind.End, ""));
        return tokens;
    }

    [GeneratedRegex("""\G(?:(?<blank>[\s,\uFEFF]+|\#[^\n]*)|(?<name>[_A-Za-z][_0-9A-Za-z]*)|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<text>"(?:[^"\\\n]|\\.)*")|(?<mark>\.\.\.|[!$&()@:=\[\]{}|]))""")]
    private static partial Regex Word();
}

/// <summary>What kind of word.</summary>
internal enum GraphTokenKind
{
    Name,
    Number,
    Text,
    Mark,
    End,
}
