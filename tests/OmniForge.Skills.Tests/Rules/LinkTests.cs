namespace OmniForge.Skills.Tests.Rules;

public sealed class LinkTests
{
    private static readonly BundleFile[] Bundle =
    [
        new("SKILL.md", 100), new("references/guide.md", 10), new("references/deep/more.md", 10), new("scripts/fill_form.py", 10),
        new("assets/logo.png", 10), new("LICENSE", 10), new("shared", 0, BundleFileKind.Link), new("empty", 0, BundleFileKind.Folder),
        new("a b.md", 3),
    ];

    [Theory]
    [InlineData("See [the guide](«references/gone.md»).", "OF6003")]
    [InlineData("See [the guide](<«references/gone.md»>) and ![logo](«assets/logo.svg» \"Logo\").", "OF6003 OF6003")]
    [InlineData("See [the guide](«references/gone.md»#part) again [here](references/gone.md).", "OF6003")]
    [InlineData("See [the guide][g].\n\n[g]: «references/gone.md» \"Guide\"", "OF6003")]
    [InlineData("Run `python «scripts/fill.py» --all`.", "OF6003")]
    [InlineData("Run `«${SKILL_DIR}/scripts/fill.py» x` to create the form.", "OF6003")]
    [InlineData("Run `«${CLAUDE_SKILL_DIR}/run.sh»`.", "OF6003")]
    [InlineData("Then read `«./references/Guide.md»`.", "OF6003")]
    [InlineData("[up](«../other/SKILL.md») and [root](«/etc/guide.md») and [drive](«C:/x/guide.md»)", "OF6004 OF6004 OF6004")]
    [InlineData(@"[guide](«references\guide.md») and `«scripts\fill_form.py»`", "OF6004 OF6004")]
    [InlineData("[guide](references/guide.md) ![logo](./assets/logo.png) [folder](references/) [deep](references/deep/../guide.md)", "")]
    [InlineData("[licence](LICENSE) [behind a link](shared/any/thing.md) [empty](empty) [blank](a%20b.md)", "")]
    [InlineData("[web](https://example.com/x.md) [mail](mailto:a@b.c) [part](#part) [other](//cdn.example.com/x.js) [tel](tel:1)", "")]
    [InlineData("[x](path/to/file.md) [y](<file>.md) [z]({x}.md) [q](*.md) [u](url) [w](...) [v](your-skill/notes.md) [h](~/x.md)", "")]
    [InlineData("[i]($ARGUMENTS) [j](${WORKSPACE}/x.md) [k]($DIR/x.md)", "")]
    [InlineData("`[text](gone.md)` and ``[text](`gone`.md)``", "")]
    [InlineData("```md\n[text](gone.md)\n`scripts/gone.py`\n```", "")]
    [InlineData("~~~\n[text](gone.md)\n~~~\n", "")]
    [InlineData("<!-- [text](gone.md) -->", "")]
    [InlineData("- [ ] open\n- [x] done (a.md)\n\nUse array[0](index) and fn](x", "")]
    [InlineData("[^1]: gone.md is a note\n[Note]: read this.first before all", "")]
    [InlineData("A `scripts/rotate_pdf.py` script would help; e.g. `references/finance.md` for money.", "")]
    [InlineData("**Examples**: `references/mnda.md`, `assets/slides.pptx`", "")]
    [InlineData("Save it as `references/notes.md`. Create `scripts/new.py`.", "")]
    [InlineData("Run `scripts/*.py`, `scripts/<name>.py`, `scripts/`, `my/scripts/x.py`, `../scripts/x.py` or `src/main.py`.", "")]
    [InlineData("The route `/v1` takes `/api/assets/x.js` and <InstantSearch>.", "")]
    [InlineData("Plain words: scripts/gone.py is named outside of a code span.", "")]
    public void A_link_is_followed_into_the_folder(string marked, string codes) => Finds(marked, Bundle, codes);

    [Theory]
    [InlineData("See [the guide](references/gone.md) and `scripts/gone.py`.", "")]
    [InlineData(@"[guide](«references\guide.md») [up](«../x.md»)", "OF6004 OF6004")]
    public void Without_the_folder_only_the_text_is_judged(string marked, string codes) => Finds(marked, null, codes);

    [Theory]
    [InlineData("[x](references/guid.md)", "references/guide.md")]
    [InlineData("[x](references/Guide.md)", "references/guide.md")]
    [InlineData("[x](guide.md)", "references/guide.md")]
    [InlineData("[x](assets/logo.jpeg)", "assets/logo.png")]
    [InlineData("[x](nothing/like/it.md)", null)]
    public void The_nearest_file_is_offered(string body, string? meant)
    {
        var found = Assert.Single(Found(body, Bundle));
        Assert.Equal(meant, found.Fixes.SingleOrDefault()?.Edits[0].NewText);
        Assert.All(found.Fixes, fix => Assert.Equal(FixKind.Choice, fix.Kind));
    }

    [Theory]
    [InlineData(@"[x](references\guide.md)", FixKind.Safe)]
    [InlineData(@"[x](references\gone.md)", FixKind.Choice)]
    public void Slashes_are_turned_by_a_machine_only_when_they_then_lead_somewhere(string body, FixKind kind)
    {
        var fix = Assert.Single(Assert.Single(Found(body, Bundle)).Fixes);
        Assert.Equal(kind, fix.Kind);
        Assert.DoesNotContain('\\', fix.Edits[0].NewText);
    }

    [Theory]
    [InlineData("Read [a](«references/a.md»).", "OF6005")]
    [InlineData("Read `«references/a.md»`.", "OF6005")]
    [InlineData("Read [a](references/a.md), then references/b.md.", "")]
    [InlineData("Read [a](references/a.md); all are in [the folder](references/).", "")]
    [InlineData("Read [a](references/a.md) and [b](references/b.md).", "")]
    [InlineData("Read nothing.", "")]
    public void A_reference_behind_a_reference_is_mentioned(string marked, string codes)
    {
        BundleFile[] bundle = [new("SKILL.md", 1), new("references/a.md", 1), new("references/b.md", 1), new("README.md", 1)];
        Finds(marked, bundle, codes, path => path == "references/a.md" ? "See [b](b.md), [c](https://example.com/b.md)." : "");
    }

    [Fact]
    public void One_enormous_line_of_links_is_read_in_no_time()
    {
        var body = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"](x `scripts/a{i}.py` ![`](b"));
        Assert.NotNull(Found(body, Bundle));
    }

    private static void Finds(string marked, BundleFile[]? bundle, string codes, Func<string, string?>? read = null)
    {
        var skill = Marked.Read(marked);
        var found = Found(skill.Text, bundle, read);
        Assert.Equal(codes.Split(' ', StringSplitOptions.RemoveEmptyEntries), found.Select(finding => finding.Code));
        Assert.Equal(skill.Spans, found.Select(finding => finding.Span with { Start = finding.Span.Start - Head.Length }));
    }

    private const string Head = "---\nname: weekly-report\ndescription: Reports.\n---\n";

    private static List<SkillDiagnostic> Found(string body, BundleFile[]? bundle, Func<string, string?>? read = null)
        => [.. SkillDocument.Parse(Head + body).Validate(
            new SkillCheck(SkillProfile.OmniForge) { Bundle = bundle, ReadBundled = read ?? (_ => null) })
            .Where(finding => finding.Code is "OF6003" or "OF6004" or "OF6005")];
}
