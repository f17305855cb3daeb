using System.Text.Json.Nodes;
using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Tests.Corpus;

/// <summary>Files as many different people write them, in our own words.</summary>
public sealed class RealShapeTests
{
    public static TheoryData<string> Folders { get; } = [.. RealShape.All.Select(shape => shape.Folder)];

    [Fact]
    public void There_are_at_least_forty_shapes() => Assert.True(RealShape.All.Count >= 40);

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_file_that_its_program_loads_has_no_error_there(string folder)
    {
        var shape = Find(folder);
        Assert.NotEmpty(shape.Loads);
        foreach (var profile in shape.Loads)
        {
            foreach (var text in new[] { shape.Text, shape.Text.ReplaceLineEndings("\r\n"), "\uFEFF" + shape.Text })
            {
                Assert.DoesNotContain(SkillDocument.Parse(text).Validate(profile, folder), found => found.Severity == SkillSeverity.Error);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Its_fields_are_what_another_reader_sees(string folder)
    {
        var shape = Find(folder);
        foreach (var text in new[] { shape.Text, shape.Text.ReplaceLineEndings("\r\n"), "\uFEFF" + shape.Text })
        {
            var read = new JsonObject(SkillDocument.Parse(text).Frontmatter.Entries.Select(entry => KeyValuePair.Create(entry.Key, Of(entry.Value))));
            Assert.Equal(shape.Fields.ToJsonString(), read.ToJsonString());
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Its_warnings_are_these_and_no_others(string folder)
    {
        var shape = Find(folder);
        var document = SkillDocument.Parse(shape.Text);
        foreach (var profile in shape.Loads)
        {
            var found = document.Validate(profile, folder)
                .Where(found => found.Severity is SkillSeverity.Error or SkillSeverity.Warning)
                .Select(found => $"{found.Code}@{document.Lines.Position(found.Span.Start).Line + 1}");
            Assert.Equal((RealShape.Name(profile), shape.Findings[profile]), (RealShape.Name(profile), string.Join(' ', found)));
        }
    }

    private static RealShape Find(string folder) => RealShape.All.First(shape => shape.Folder == folder);

    private static JsonNode? Of(Node? value) => value switch
    {
        ScalarNode { IsNull: false } scalar => scalar.Text,
        ListNode list => new JsonArray([.. list.Items.Select(Of)]),
        MapNode map => new JsonObject(map.Pairs.Select(pair => KeyValuePair.Create(((ScalarNode)pair.Key).Text, Of(pair.Value)))),
        _ => null,
    };
}
