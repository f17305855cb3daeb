using OmniForge.Skills.Editing.Structure;
using OmniForge.Skills.Parsing;
using OmniForge.Skills.Permissions;
using OmniForge.Skills.Rules;
using OmniForge.Skills.Substitution;

namespace OmniForge.Skills;

/// <summary>One SKILL.md as read: its fields, its body and everything that is wrong with it.</summary>
public sealed class SkillDocument
{
    private readonly Lazy<LineTable> _lines;
    private readonly Lazy<IReadOnlyList<Segment>> _segments;
    private readonly Lazy<BodyMap> _map;

    internal SkillDocument(SourceText source, Envelope envelope, Frontmatter frontmatter)
    {
        Source = source;
        Envelope = envelope;
        Frontmatter = frontmatter;
        Body = source.Text[envelope.BodyStart..];
        _lines = new(() => new LineTable(source.Text));
        _segments = new(() => BodyScanner.Scan(Body));
        _map = new(() => BodyMap.Of(this));
        Name = frontmatter.Text(FieldNames.Name);
        Description = frontmatter.Text(FieldNames.Description);
        Model = frontmatter.Text(FieldNames.Model);
        Fork = frontmatter.Text(FieldNames.Context) == "fork";
        UserInvocable = frontmatter.Flag(FieldNames.UserInvocable) ?? true;
        Priority = frontmatter.Number(FieldNames.Priority) ?? 0;
        Tags = frontmatter.Texts(FieldNames.Tags);
        AllowedTools = frontmatter.Tools(FieldNames.AllowedTools, source.Text);
    }

    /// <summary>The whole text without a byte order mark; every offset counts in it.</summary>
    public string Text => Source.Text;

    /// <summary>The instructions: everything behind the frontmatter.</summary>
    public string Body { get; }

    /// <summary>UTF-16 offset of <see cref="Body"/> in <see cref="Text"/>.</summary>
    public int BodyStart => Envelope.BodyStart;

    /// <summary>Lines and columns of <see cref="Text"/>.</summary>
    public LineTable Lines => _lines.Value;

    /// <summary>Null when the field is absent, empty or unreadable, as for every text field.</summary>
    public string? Name { get; }
    public string? Description { get; }

    /// <summary>Model id, alias or "inherit"; null = inherit.</summary>
    public string? Model { get; }

    /// <summary>Whether the skill runs in a context of its own. Default false.</summary>
    public bool Fork { get; }

    /// <summary>Whether people may start it by name. Default true.</summary>
    public bool UserInvocable { get; }

    /// <summary>0–999, orders skills inside one layer only. Default 0.</summary>
    public int Priority { get; }
    public IReadOnlyList<string> Tags { get; }

    /// <summary>Null = the field is absent and adds no limit; empty = nothing is allowed. An unreadable list allows nothing.</summary>
    public ToolList? AllowedTools { get; }

    /// <summary>Whether the file starts with a byte order mark; it is no part of <see cref="Text"/>.</summary>
    public bool HasMark => Source.HasMark;

    internal SourceText Source { get; }

    /// <summary>The body cut into text, placeholders and commands.</summary>
    internal IReadOnlyList<Segment> Segments => _segments.Value;

    /// <summary>Headings, blocks, comments, links and code spans of the body.</summary>
    internal BodyMap Map => _map.Value;

    internal Envelope Envelope { get; }

    internal Frontmatter Frontmatter { get; }

    /// <summary>The text of any field, known or not; null when it is absent, empty, or no single value.</summary>
    public string? ValueOf(string field) => Frontmatter.Text(field);

    /// <summary>Reads a text; never throws, for any input.</summary>
    public static SkillDocument Parse(string text) => Read(SourceText.From(text));

    /// <summary>Reads a file's bytes; never throws, for any input.</summary>
    public static SkillDocument Parse(ReadOnlySpan<byte> bytes) => Read(SourceText.From(bytes));

    /// <summary>Everything wrong with the file by the rules of one profile, in the order of its text.</summary>
    /// <param name="profile">Whose rules apply.</param>
    /// <param name="folderName">The folder the file lies in; null = not known, so the name is not compared with it.</param>
    public IReadOnlyList<SkillDiagnostic> Validate(SkillProfile profile, string? folderName = null)
        => Validate(new SkillCheck(profile) { FolderName = folderName });

    /// <summary>Everything wrong with the file, judged together with what is known of its place, in the order of its text.</summary>
    public IReadOnlyList<SkillDiagnostic> Validate(SkillCheck check) => SkillRules.Check(this, check);

    /// <summary>The same document without its instructions: small, with every field at its place.</summary>
    internal SkillDocument Head() => new(Source with { Text = Text[..BodyStart] }, Envelope, Frontmatter);

    private static SkillDocument Read(SourceText source)
    {
        var envelope = EnvelopeReader.Read(source.Text);
        return new(source, envelope, FrontmatterReader.Read(source.Text, envelope.Frontmatter));
    }
}
