using System.Globalization;

namespace OmniForge.Doubles.Linear;

/// <summary>
/// A GraphQL document with one named operation. Values come in variables: a text written into the document is refused, because a
/// document that is put together from texts can be made to ask for something else.
/// </summary>
internal sealed class GraphDocument
{
    private readonly List<GraphToken> _tokens;
    private readonly JsonObject _variables;
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private int _at;

    private GraphDocument(string text, JsonObject variables)
    {
        _tokens = GraphToken.Read(text);
        _variables = variables;
    }

    public bool Mutates { get; private set; }

    public string Name { get; private set; } = "";

    public IReadOnlyList<GraphField> Fields { get; private set; } = [];

    public static GraphDocument Read(string text, JsonObject variables)
    {
        var document = new GraphDocument(text, variables);
        document.Operation();
        return document;
    }

    private void Operation()
    {
        var kind = Take(GraphTokenKind.Name, "an operation with a name");
        Mutates = kind switch
        {
            "query" => false,
            "mutation" => true,
            _ => throw LinearErrors.Invalid($"Only queries and mutations are known, not '{kind}'."),
        };
        Name = Take(GraphTokenKind.Name, "the name of the operation");
        if (Skip("("))
        {
            while (!Skip(")"))
            {
                Declaration();
            }
        }

        Fields = Selection();
        if (_tokens[_at].Kind != GraphTokenKind.End)
        {
            throw LinearErrors.Invalid("A document has one operation and no fragments here.");
        }

        if (_declared.Except(_used).FirstOrDefault() is { } idle)
        {
            throw LinearErrors.Invalid($"Variable \"${idle}\" is never used in operation \"{Name}\".");
        }

        if (_variables.Select(pair => pair.Key).Except(_declared).FirstOrDefault() is { } unknown)
        {
            throw LinearErrors.Invalid($"The variable '{unknown}' is not declared by operation \"{Name}\".");
        }
    }

    private void Declaration()
    {
        Need("$");
        var name = Take(GraphTokenKind.Name, "the name of a variable");
        Need(":");
        var lists = 0;
        while (Skip("["))
        {
            lists++;
        }

        var type = Take(GraphTokenKind.Name, "a type");
        var required = Skip("!");
        for (; lists > 0; lists--)
        {
            Need("]");
            required = Skip("!");
        }

        JsonNode? otherwise = null;
        if (Skip("="))
        {
            otherwise = Value();
        }

        if (!_variables.ContainsKey(name) && otherwise is not null)
        {
            _variables[name] = otherwise;
        }

        if (required && _variables[name] is null)
        {
            throw LinearErrors.Invalid($"Variable \"${name}\" of required type \"{type}!\" was not provided.");
        }

        _declared.Add(name);
    }

    private List<GraphField> Selection()
    {
        Need("{");
        var fields = new List<GraphField>();
        while (!Skip("}"))
        {
            var name = Take(GraphTokenKind.Name, "the name of a field (fragments are not known here)");
            var alias = name;
            if (Skip(":"))
            {
                name = Take(GraphTokenKind.Name, "the name of a field");
            }

            var arguments = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
            if (Skip("("))
            {
                while (!Skip(")"))
                {
                    var argument = Take(GraphTokenKind.Name, "the name of an argument");
                    Need(":");
                    arguments[argument] = Value();
                }
            }

            fields.Add(new(name, alias, arguments, Is("{") ? Selection() : []));
        }

        return fields.Count > 0 ? fields : throw LinearErrors.Invalid("Syntax Error: Expected Name, found \"}\".");
    }

    private JsonNode? Value()
    {
        if (Skip("$"))
        {
            var name = Take(GraphTokenKind.Name, "the name of a variable");
            _used.Add(name);
            return _declared.Contains(name)
                ? _variables[name]?.DeepClone()
                : throw LinearErrors.Invalid($"Variable \"${name}\" is not defined by operation \"{Name}\".");
        }

        if (Skip("["))
        {
            var list = new JsonArray();
            while (!Skip("]"))
            {
                list.Add(Value());
            }

            return list;
        }

        if (Skip("{"))
        {
            var value = new JsonObject();
            while (!Skip("}"))
            {
                var name = Take(GraphTokenKind.Name, "the name of a field");
                Need(":");
                value[name] = Value();
            }

            return value;
        }

        var token = _tokens[_at++];
        return token.Kind switch
        {
            GraphTokenKind.Number => decimal.Parse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture) is var number && number == Math.Floor(number)
                ? JsonValue.Create((int)number) : JsonValue.Create(number),
            GraphTokenKind.Name => token.Text switch
            {
                "true" => JsonValue.Create(true),
                "false" => JsonValue.Create(false),
                "null" => null,
                var constant => JsonValue.Create(constant),
            },
            GraphTokenKind.Text => throw LinearErrors.Invalid($"The document has the text {token.Text} in it; texts belong into variables."),
            _ => throw Unexpected("a value"),
        };
    }

    private bool Is(string mark) => _tokens[_at] is { Kind: GraphTokenKind.Mark } token && token.Text == mark;

    private bool Skip(string mark)
    {
        if (Is(mark))
        {
            _at++;
            return true;
        }

        return _tokens[_at].Kind == GraphTokenKind.End ? throw Unexpected(mark) : false;
    }

    private void Need(string mark)
    {
        if (!Skip(mark))
        {
            throw Unexpected(mark);
        }
    }

    private string Take(GraphTokenKind kind, string what) => _tokens[_at].Kind == kind ? _tokens[_at++].Text : throw Unexpected(what);

    private Hosting.RefusalException Unexpected(string wanted)
        => LinearErrors.Invalid($"Syntax Error: Expected {wanted}, found \"{_tokens[Math.Min(_at, _tokens.Count - 1)].Text}\".");
}
