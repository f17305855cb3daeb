using System.Text.Json.Nodes;
using OmniForge.Skills;

namespace OmniForge.LanguageServer.Tests;

/// <summary>Much typing: whatever is changed in whatever order, the server has the text that the editor has.</summary>
public sealed class TypingTests
{
    private const string Uri = "file:///s/weekly-report/SKILL.md";
    private const int Edits = 10_000;
    private static readonly string[] Pieces =
        ["a", "x", " ", "\n", ": ", "- ", "🙂", "日", "\"", "[", "`", "${NOPE}", "foo: 1\n", "allowed-tools: Raed\n", "---\n", "\t", "#"];

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-8")]
    public async Task Ten_thousand_edits_later_the_findings_are_those_of_the_whole_text(string encoding)
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        using var server = await RunningServer.StartAsync(new Editor { Pulls = true, Encodings = $"[\"{encoding}\"]" });
        var text = "---\nname: weekly-report\ndescription: Reports.\n---\n\nDo it.\n";
        await server.OpenAsync(Uri, text);
        for (var version = 2; version < Edits + 2; version++)
        {
            var (start, end) = (Place(random, text), text.Length);
            end = Math.Min(end, start + (text.Length > 1_500 ? random.Next(60) : random.Next(4)));
            end += end < text.Length && end > 0 && char.IsSurrogatePair(text[end - 1], text[end]) ? 1 : 0;
            var piece = Pieces[random.Next(Pieces.Length)];
            await server.ChangeAsync(Uri, version, ($"{At(text, start, encoding)}-{At(text, end, encoding)}", piece));
            text = string.Concat(text.AsSpan(0, start), piece, text.AsSpan(end));
        }

        var report = await server.Client.AskAsync("textDocument/diagnostic", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = Uri } });
        var expected = SkillDocument.Parse(text).Validate(SkillProfile.OmniForge, "weekly-report")
            .Select(found => $"{found.Code} {At(text, found.Span.Start, encoding)}-{At(text, found.Span.End, encoding)}");
        Assert.Equal(expected, report!["items"]!.AsArray().Select(found => $"{found!["code"]} {Places.Range(found["range"]!)}"));
        Assert.True(expected.Any(), $"seed {seed}: the text has no finding, so nothing was compared");
    }

    private static int Place(Random random, string text)
    {
        var at = random.Next(text.Length + 1);
        return at > 0 && at < text.Length && char.IsSurrogatePair(text[at - 1], text[at]) ? at - 1 : at;
    }

    private static string At(string text, int offset, string encoding)
    {
        var before = text.AsSpan(0, offset);
        var start = before.LastIndexOf('\n') + 1;
        var column = encoding == "utf-8" ? System.Text.Encoding.UTF8.GetByteCount(before[start..]) : before.Length - start;
        return $"{before.Count('\n')}:{column}";
    }
}
