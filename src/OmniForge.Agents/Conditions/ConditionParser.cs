using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Conditions;

/// <summary>Reads a condition from its tokens, top down; the first thing wrong ends it with its place.</summary>
internal sealed class ConditionParser
{
    /// <summary>Parentheses, lists, functions and `!` inside one another.</summary>
    private const int MaxDepth = 32;

    private static readonly string[] Signs = ["==", "!=", "<", "<=", ">", ">=", "in"];
    private static readonly string[] Functions = ["has", "size"];
    private static readonly string[] Roots = [FieldPath.InputRoot, FieldPath.StepsRoot];

    private readonly List<ConditionToken> _tokens;
    private readonly List<FieldPath> _paths = [];
    private int _at;
    private int _depth;

    private ConditionParser(string text)
    {
        if (text.Length > Condition.MaxLength)
        {
            throw new ConditionException(Condition.MaxLength, $"it has {text.Length} characters; at most {Condition.MaxLength} are allowed.");
        }

        _tokens = ConditionLexer.Read(text);
    }

    private ConditionToken Now => _tokens[_at];

    public static Condition Read(string text)
    {
        var parser = new ConditionParser(text);
        if (parser.Now.Kind == TokenKind.End)
        {
            throw new ConditionException(0, "it is empty; leave the field out, or write a comparison such as input.count > 0.");
        }

        var root = Truth(parser.Any());
        parser.End();
        return new Condition(text, root, parser._paths);
    }

    public static FieldPath ReadPath(string text)
    {
        var parser = new ConditionParser(text);
        var path = parser.Path();
        parser.End();
        return path;
    }

    private ConditionNode Any()
    {
        var left = All();
        while (Now is var sign && sign.Is("||"))
        {
            _at++;
            left = new OrNode(sign.Position, Truth(left), Truth(All()));
        }

        return left;
    }

    private ConditionNode All()
    {
        var left = One();
        while (Now is var sign && sign.Is("&&"))
        {
            _at++;
            left = new AndNode(sign.Position, Truth(left), Truth(One()));
        }

        return left;
    }

    private ConditionNode One()
    {
        if (Now is var not && not.Is("!"))
        {
            _at++;
            return Deeper(() => new NotNode(not.Position, Truth(One())));
        }

        var left = Value();
        if (!IsSign(Now))
        {
            return left;
        }

        var sign = Take();
        var compared = new CompareNode(sign.Position, sign.Text, left, Value());
        return IsSign(Now)
            ? throw new ConditionException(Now.Position, "comparisons cannot be chained; join two of them with '&&'.")
            : compared;
    }

    private ConditionNode Value()
    {
        var token = Now;
        switch (token)
        {
            case { Kind: TokenKind.Literal }:
                return new LiteralNode(Take().Position, token.Value);
            case { Kind: TokenKind.Name, Text: "true" or "false" or "null" }:
                return new LiteralNode(Take().Position, token.Text == "null" ? null : JsonValue.Create(token.Text == "true"));
            case { Kind: TokenKind.Name } when _tokens[_at + 1].Is("("):
                return Deeper(Function);
            case { Kind: TokenKind.Name } when !IsSign(token):
                return new PathNode(token.Position, Path());
            case var _ when token.Is("("):
                return Deeper(Grouped);
            case var _ when token.Is("["):
                return Deeper(List);
            default:
                throw new ConditionException(token.Position, $"expected a value, a path or '(', found {token.Shown}.");
        }
    }

    private ConditionNode Function()
    {
        var name = Take();
        _at++;
        ConditionNode made = name.Text switch
        {
            "has" => new HasNode(name.Position, Path()),
            "size" => new SizeNode(name.Position, Value()),
            _ => throw new ConditionException(
                name.Position,
                $"there is no function '{name.Text}'{Ending(NearNames.Hint(name.Text is "len" or "length" or "count" ? "size" : name.Text, Functions))} There are has and size."),
        };
        Demand(")");
        return made;
    }

    private ConditionNode Grouped()
    {
        _at++;
        var inner = Any();
        Demand(")");
        return inner;
    }

    private ListNode List()
    {
        var start = Take();
        var items = new List<ConditionNode>();
        while (!Now.Is("]"))
        {
            if (items.Count > 0)
            {
                Demand(",");
            }

            items.Add(Value());
        }

        _at++;
        return new ListNode(start.Position, items);
    }

    private FieldPath Path()
    {
        var root = Now;
        if (root.Kind != TokenKind.Name || !Roots.Contains(root.Text))
        {
            throw new ConditionException(
                root.Position,
                root.IsName("not") || root.IsName("NOT") ? "write '!' for \"not\"."
                    : root.Kind == TokenKind.Name
                    ? $"a path starts with input or steps, not with {root.Shown}{Ending(NearNames.Hint(root.Text, Roots))} Write text in quotes."
                    : $"expected a path that starts with input or steps, found {root.Shown}.");
        }

        _at++;
        var path = new FieldPath { Position = root.Position };
        if (root.Text == FieldPath.StepsRoot)
        {
            path = Step(path);
        }

        var parts = new List<PathPart>();
        while (Now.Is(".") || Now.Is("["))
        {
            parts.Add(Part());
        }

        path = path with { Parts = parts };
        _paths.Add(path);
        return path;
    }

    private FieldPath Step(FieldPath path)
    {
        var at = Now.Position;
        if ((Now.Is(".") || Now.Is("[")) && Part() is { Name: { } key })
        {
            var field = Now.Is(".") && _tokens[_at + 1] is { Kind: TokenKind.Name, Text: FieldPath.Output or FieldPath.Status } named ? named.Text : null;
            _at += field is null ? 0 : 2;
            return path with { Step = key, IsStatus = field == FieldPath.Status };
        }

        throw new ConditionException(at, "name a step behind steps, for instance steps.fetch.output.count.");
    }

    private PathPart Part()
    {
        if (Take().Is("."))
        {
            var name = Take();
            return name.Kind == TokenKind.Name
                ? new(name.Text, 0)
                : throw new ConditionException(name.Position, $"expected the name of a field behind '.', found {name.Shown}.");
        }

        var inside = Take();
        if (inside.Kind != TokenKind.Literal)
        {
            throw new ConditionException(inside.Position, $"expected a name in quotes or a number in [ ], found {inside.Shown}.");
        }

        Demand("]");
        if (inside.Value!.GetValueKind() == JsonValueKind.String)
        {
            return new(inside.Value.GetValue<string>(), 0);
        }

        return inside.Value.GetValue<decimal>() is var place && place >= 0 && place <= int.MaxValue && place == decimal.Truncate(place)
            ? new(null, (int)place)
            : throw new ConditionException(inside.Position, "a place in a list is a whole number from 0.");
    }

    /// <summary>What a word that joins or negates needs: a number or a text is never true.</summary>
    private static ConditionNode Truth(ConditionNode node) => node.MayBeTruth
        ? node
        : throw new ConditionException(node.Position, "this is neither true nor false; compare it with something, for instance with > 0.");

    private void End()
    {
        if (Now.Kind == TokenKind.End)
        {
            return;
        }

        throw new ConditionException(Now.Position, Now switch
        {
            { Kind: TokenKind.Name, Text: "and" or "AND" } => "write '&&' for \"and\".",
            { Kind: TokenKind.Name, Text: "or" or "OR" } => "write '||' for \"or\".",
            { Kind: TokenKind.Name, Text: "not" or "NOT" } => "write '!' for \"not\".",
            { Kind: TokenKind.Name, Text: "is" or "equals" } => "write '==' to compare.",
            _ => $"expected a comparison, '&&', '||' or the end, found {Now.Shown}.",
        });
    }

    private void Demand(string symbol)
    {
        if (!Now.Is(symbol))
        {
            throw new ConditionException(Now.Position, $"expected '{symbol}', found {Now.Shown}.");
        }

        _at++;
    }

    private T Deeper<T>(Func<T> read)
    {
        if (++_depth > MaxDepth)
        {
            throw new ConditionException(Now.Position, $"it is nested more than {MaxDepth} deep.");
        }

        var made = read();
        _depth--;
        return made;
    }

    /// <summary>The end token is never passed.</summary>
    private ConditionToken Take() => _tokens[_at].Kind == TokenKind.End ? _tokens[_at] : _tokens[_at++];

    private static bool IsSign(ConditionToken token) => token.Kind is TokenKind.Symbol or TokenKind.Name && Signs.Contains(token.Text);

    private static string Ending(string hint) => hint.Length > 0 ? hint : ".";
}
