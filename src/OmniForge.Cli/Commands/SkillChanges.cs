using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Files.Mirror;
using OmniForge.Skills;
using OmniForge.V1;
using SkillFile = OmniForge.Files.Skills.SkillFile;

namespace OmniForge.Cli.Commands;

/// <summary>What one push sends: the files that differ, and the references to skills that came, went or were renamed.</summary>
/// <param name="Remote">The state it is sent against.</param>
/// <param name="Files">Everything in the folder.</param>
/// <param name="Here">Its digests.</param>
/// <param name="Open">What differs from the server.</param>
internal sealed record SkillChanges(
    SkillRemote Remote, IReadOnlyList<SkillFile> Files, IReadOnlyDictionary<string, string> Here, IReadOnlyList<MirrorDifference> Open)
{
    private const string Main = "/SKILL.md";

    /// <summary>One line for each skill that came, went or was renamed.</summary>
    public IReadOnlyList<string> SkillsChanged => Renamed() is var (from, to)
        ? [$"The skill {to} takes the place of {from}."]
        : [.. Came.Select(name => $"The skill {name} is new and runs last."), .. Went.Select(name => $"The skill {name} no longer runs.")];

    private IEnumerable<string> Came => Names(Here.Keys).Except(Names(Remote.Files.Keys));

    private IEnumerable<string> Went => Names(Remote.Files.Keys).Except(Names(Here.Keys));

    public EditDraftRequest Request()
    {
        var contents = Files.ToDictionary(file => file.Path, file => file.Content, StringComparer.Ordinal);
        var request = new EditDraftRequest { AgentId = Remote.Agent.Id, BaseEtag = Remote.Etag };
        foreach (var found in Open)
        {
            var edit = new FileEdit { Path = found.Path, ExpectedDigest = Remote.Digests.GetValueOrDefault(found.Path, "") };
            if (contents.TryGetValue(found.Path, out var content))
            {
                edit.Content = ByteString.CopyFrom(content.Span);
            }
            else
            {
                edit.Deleted = true;
            }

            request.FileEdits.Add(edit);
        }

        if (Came.Any() || Went.Any())
        {
            request.Agent = new();
            request.Agent.Skills.Add(References());
            request.UpdateMask = new FieldMask { Paths = { "skills" } };
        }

        return request;
    }

    private static IEnumerable<string> Names(IEnumerable<string> paths)
        => paths.Where(path => path.EndsWith(Main, StringComparison.Ordinal) && path.IndexOf('/', StringComparison.Ordinal) == path.Length - Main.Length)
            .Select(path => path[..^Main.Length]).Order(StringComparer.Ordinal);

    private List<SkillRef> References()
    {
        var references = Remote.Agent.Skills.Select(reference => reference.Clone()).ToList();
        if (Renamed() is var (from, to))
        {
            foreach (var reference in references.Where(reference => reference.Name == from))
            {
                reference.Name = to;
                reference.Key = reference.Key == from ? to : reference.Key;
            }

            return references;
        }

        var gone = Went.ToHashSet(StringComparer.Ordinal);
        references.RemoveAll(reference => gone.Contains(reference.Name));
        foreach (var name in Came.Where(name => references.All(reference => reference.Name != name)))
        {
            references.Add(new() { Name = name, Order = references.Select(reference => reference.Order).DefaultIfEmpty().Max() + 1 });
        }

        return references;
    }

    // One skill went, one came, and they say the same: then it keeps its place and its settings.
    private (string From, string To)? Renamed()
        => Went.ToList() is [var from] && Came.ToList() is [var to]
            && Body(Remote.Files[from + Main].Span) == Body(Files.First(file => file.Path == to + Main).Content.Span)
            ? (from, to)
            : null;

    private static string Body(ReadOnlySpan<byte> content) => SkillDocument.Parse(content).Body;
}
