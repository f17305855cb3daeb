using System.Text;

namespace OmniForge.Agents.Tools.Web;

/// <summary>The text of a page with its headings, lists, links, tables and code as Markdown. Scripts and hidden parts are left out.</summary>
internal sealed class HtmlMarkdown
{
    private static readonly HashSet<string> Blocks =
    [
        "p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "figure", "figcaption", "form", "fieldset", "dl", "dt",
        "dd", "address", "details", "summary", "table", "ul", "ol", "blockquote", "body", "html", "caption",
    ];

    private static readonly HashSet<string> Empty = ["br", "hr", "img", "input", "meta", "link", "wbr", "source", "col", "area", "base", "embed"];

    private readonly StringBuilder _text = new();
    private readonly Stack<(bool Numbered, int Count)> _lists = new();
    private readonly Stack<string?> _links = new();
    private readonly Uri _address;
    private int _hidden;
    private bool _head;
    private bool _title;
    private bool _code;
    private bool _row;

    private HtmlMarkdown(Uri address) => _address = address;

    /// <summary>Title of the page; empty when it has none.</summary>
    public string Title { get; private set; } = "";

    public string Text => Tidy(_text.ToString());

    public static HtmlMarkdown Convert(string html, Uri address)
    {
        var page = new HtmlMarkdown(address);
        foreach (var token in HtmlTokens.Of(html))
        {
            page.Take(token);
        }

        return page;
    }

    private void Take(HtmlToken token)
    {
        if (_hidden > 0 || IsHidden(token))
        {
            _hidden += token.Kind == HtmlTokenKind.Text || Empty.Contains(token.Value) ? 0 : token.Kind == HtmlTokenKind.Open ? 1 : -1;
            return;
        }

        switch (token.Kind)
        {
            case HtmlTokenKind.Text when _title:
                Title = string.Join(' ', (Title + token.Value).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                break;
            case HtmlTokenKind.Text when !_head:
                Append(token.Value);
                break;
            case HtmlTokenKind.Open:
                Open(token);
                break;
            case HtmlTokenKind.Close:
                Close(token.Value);
                break;
        }
    }

    /// <summary>What readers of the page cannot see, a reader of its text must not see either.</summary>
    private static bool IsHidden(HtmlToken token)
        => token.Kind == HtmlTokenKind.Open && !Empty.Contains(token.Value) && token.Attributes.Length > 0
            && (token.Attribute("hidden") is not null
                || token.Attribute("aria-hidden") == "true"
                || token.Attribute("style")?.Replace(" ", "", StringComparison.Ordinal) is { } style
                    && (style.Contains("display:none", StringComparison.OrdinalIgnoreCase)
                        || style.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase)));

    private void Append(string text)
    {
        if (_code)
        {
            _text.Append(text);
            return;
        }

        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                _text.Append(c);
            }
            else if (_text.Length > 0 && _text[^1] is not (' ' or '\n'))
            {
                _text.Append(' ');
            }
        }
    }

    private void Open(HtmlToken token)
    {
        switch (token.Value)
        {
            case "head":
                _head = true;
                break;
            case "title":
                _title = _head || Title.Length == 0;
                break;
            case "body":
                _head = false;
                break;
            case ['h', >= '1' and <= '6'] heading:
                Block();
                _text.Append('#', heading[1] - '0').Append(' ');
                break;
            case "br":
                _text.Append(_row ? ' ' : '\n');
                break;
            case "hr":
                Block();
                _text.Append("---");
                Block();
                break;
            case "li":
                Item();
                break;
            case "ul" or "ol":
                Line();
                _lists.Push((token.Value == "ol", 0));
                break;
            case "pre":
                Block();
                _text.Append("```\n");
                _code = true;
                break;
            case "a":
                _links.Push(Link(token));
                _text.Append(_links.Peek() is null ? "" : "[");
                break;
            case "img" when token.Attribute("alt") is { Length: > 0 } alt:
                Append(alt);
                break;
            case "tr":
                Line();
                _row = true;
                break;
            case "td" or "th":
                _text.Append("| ");
                break;
            default:
                Inline(token.Value);
                break;
        }
    }

    private void Close(string name)
    {
        switch (name)
        {
            case "head":
                _head = false;
                break;
            case "title":
                _title = false;
                break;
            case ['h', >= '1' and <= '6'] or "blockquote":
                Block();
                break;
            case "ul" or "ol":
                _lists.TryPop(out _);
                Line();
                break;
            case "pre" when _code:
                _code = false;
                Line();
                _text.Append("```");
                Block();
                break;
            case "a" when _links.TryPop(out var link) && link is not null:
                _text.Append("](").Append(link).Append(')');
                break;
            case "tr":
                _row = false;
                _text.Append('|');
                Line();
                break;
            case "td" or "th":
                _text.Append(' ');
                break;
            default:
                Inline(name);
                break;
        }
    }

    /// <summary>Marks that look the same at both ends.</summary>
    private void Inline(string name)
    {
        if (Blocks.Contains(name))
        {
            if (!_row)
            {
                Block();
            }

            return;
        }

        _text.Append(name switch
        {
            "strong" or "b" => "**",
            "em" or "i" => "*",
            "code" when !_code => "`",
            _ => "",
        });
    }

    private void Item()
    {
        Line();
        var (numbered, count) = _lists.TryPop(out var list) ? list : (false, 0);
        _lists.Push((numbered, count + 1));
        _text.Append(' ', 2 * Math.Min(_lists.Count - 1, 10)).Append(numbered ? $"{count + 1}. " : "- ");
    }

    private string? Link(HtmlToken token)
        => token.Attribute("href") is { Length: > 0 } target && target[0] != '#'
            && Uri.TryCreate(_address, target, out var uri) && uri.Scheme is ("https" or "http")
            ? uri.AbsoluteUri
            : null;

    private void Line()
    {
        if (_text.Length > 0 && _text[^1] != '\n')
        {
            _text.Append('\n');
        }
    }

    private void Block()
    {
        Line();
        if (_text.Length > 1 && _text[^2] != '\n')
        {
            _text.Append('\n');
        }
    }

    /// <summary>No blanks at line ends, no more than one empty line in a row.</summary>
    private static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        var blank = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var trimmed = line.TrimEnd();
            blank = trimmed.Length == 0 ? blank + 1 : 0;
            if (blank < 2 && (tidy.Length > 0 || trimmed.Length > 0))
            {
                tidy.Append(trimmed).Append('\n');
            }
        }

        return tidy.ToString().TrimEnd();
    }
}
