using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OmniForge.Skills.Parsing;

/// <summary>
/// Turns parser events into nodes with places. Nothing is expanded or instantiated: anchors, aliases and tags are reported.
/// </summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 16;
    private const int MaxNodes = 4_096;

    private readonly YamlText _text;
    private readonly Parser _parser;
    private readonly int _offset;
    private readonly List<Finding> _findings = [];
    private int _nodes;

    /// <summary>Behind the brackets that were looked through last.</summary>
    private int _looked;

    private YamlReader(string text, TextSpan span)
    {
        _offset = span.Start;
        _text = YamlText.Of(text.AsSpan(span.Start, span.Length));
        _parser = new Parser(new Scanner(new StringReader(_text.Text), skipComments: true));
    }

    /// <summary>Reads one stretch as one document. <see cref="YamlResult.Error"/> is set when that is not possible.</summary>
    public static YamlResult Read(string text, TextSpan span)
    {
        if (Nesting.Deepest(text.AsSpan(span.Start, span.Length)) > Nesting.Limit)
        {
            return new(new OpaqueNode(span), [TooMuch(span)], null);
        }

        var reader = new YamlReader(text, span);
        try
        {
            return new(reader.Document(), reader._findings, null);
        }
        catch (YamlException broken)
        {
            var start = Math.Clamp(span.Start + (int)broken.Start.Index, span.Start, span.End);
            var end = Math.Clamp(span.Start + (int)broken.End.Index, start, span.End);
            return new(null, [], new(TextSpan.Between(start, end), broken.Message));
        }
        catch (InvalidOperationException broken)
        {
            // Thrown by the reader's scanner for some brackets that are never closed.
            return new(null, [], new(span, broken.Message));
        }
        catch (ArgumentException broken)
        {
            // Thrown for escapes of characters that do not exist.
            return new(null, [], new(span, broken.Message));
        }
    }

    private static Finding TooMuch(TextSpan span) => new("OF1009", new(span.Start, 0),
        "These fields are nested too deeply or hold too many values, so they were not read. Simplify them.");

    private Node? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = Value(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            throw new YamlException(second.Start, second.End, "a second document starts here");
        }

        return root;
    }

    private Node Value(int depth)
    {
        if (++_nodes > MaxNodes || depth > MaxDepth)
        {
            return Skip();
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            _findings.Add(NotExpanded(Mark(alias)));
            return new OpaqueNode(Place(alias));
        }

        if (_parser.Current is NodeEvent node && (!node.Anchor.IsEmpty || (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)))
        {
            _findings.Add(NotExpanded(Mark(node)));
        }

        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return new ScalarNode(Place(scalar), _text.Restore(scalar.Value), scalar.Style switch
            {
                ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted => ScalarForm.Quoted,
                ScalarStyle.Literal or ScalarStyle.Folded => ScalarForm.Block,
                _ => ScalarForm.Plain,
            });
        }

        return _parser.Accept<SequenceStart>(out _) ? List(depth) : Map(depth);
    }

    private ListNode List(int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        LookThrough(start.Start, start.Style == SequenceStyle.Flow);
        var items = new List<Node>();
        while (!_parser.Accept<SequenceEnd>(out _))
        {
            items.Add(Value(depth + 1));
        }

        var end = _parser.Consume<SequenceEnd>();

        return new(Whole(start, end, start.Style == SequenceStyle.Flow, items.Count == 0 ? null : items[^1].Span), items);
    }

    private MapNode Map(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        LookThrough(start.Start, start.Style == MappingStyle.Flow);
        var pairs = new List<(Node Key, Node Value)>();
        while (!_parser.Accept<MappingEnd>(out _))
        {
            pairs.Add((Value(depth + 1), Value(depth + 1)));
        }

        var end = _parser.Consume<MappingEnd>();

        return new(Whole(start, end, start.Style == MappingStyle.Flow, pairs.Count == 0 ? null : pairs[^1].Value.Span), pairs);
    }

    private void LookThrough(Mark start, bool flow)
    {
        // Inside a list of "a: b" pairs a map starts without a bracket.
        var from = (int)start.Index;
        if (!flow || from < _looked || _text.Text[from] is not ('[' or '{'))
        {
            return;
        }

        var fault = FlowText.Fault(_text.Text.AsSpan(from), out var length);
        if (fault >= 0)
        {
            var place = new Mark(from + fault, start.Line, start.Column);
            throw new YamlException(place, place, "two values stand here without a comma between them");
        }

        _looked = from + length;
    }

    private OpaqueNode Skip()
    {
        var place = Place(_parser.Current!);
        if (!_findings.Exists(finding => finding.Code == "OF1009"))
        {
            _findings.Add(TooMuch(place));
        }

        _parser.SkipThisAndNestedEvents();
        return new(place);
    }

    private TextSpan Place(ParsingEvent happened)
        => TextSpan.Between(_offset + (int)happened.Start.Index, _offset + (int)Math.Max(happened.Start.Index, happened.End.Index));

    /// <summary>Only the anchor, alias or tag itself.</summary>
    private TextSpan Mark(ParsingEvent happened)
    {
        var start = (int)happened.Start.Index;
        var length = _text.Text.AsSpan(start).IndexOfAny(" \t\r\n,");
        return new(_offset + start, length < 0 ? _text.Text.Length - start : length);
    }

    // A flow list ends, by its mark, before its bracket; a block list where the next token starts, so its last item tells.
    private TextSpan Whole(ParsingEvent start, ParsingEvent end, bool flow, TextSpan? last)
    {
        var from = (int)start.Start.Index;
        var to = (int)end.End.Index;
        to += flow && to < _text.Text.Length && _text.Text[to] is ']' or '}' ? 1 : 0;
        return TextSpan.Between(_offset + from, Math.Max(_offset + from, flow || last is null ? _offset + to : last.Value.End));
    }

    private static Finding NotExpanded(TextSpan span) => new("OF2007", span,
        "References and type marks (&, *, <<, !) are not followed here, so the value is not what it seems. Write it out.");
}
