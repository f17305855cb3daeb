using System.Text.Json.Nodes;
using OmniForge.Agents.Conditions;

namespace OmniForge.Agents.Tests.Conditions;

public sealed class ConditionTests
{
    private const string Input =
        """{"week":7,"name":"Łódź","urgent":true,"none":null,"tags":["a","b"],"deep":{"list":[{"id":1},{"id":2}],"x y":3},"share":0.10,"big":"9007199254740993"}""";

    [Theory]
    [InlineData("input.week == 7", true)]
    [InlineData("input.week == 7.0", true)]
    [InlineData("input.week == \"7\"", false)]
    [InlineData("input.week != 8", true)]
    [InlineData("input.week < 8 && input.week >= 7", true)]
    [InlineData("input.week > 7 || input.week <= 6", false)]
    [InlineData("input.share == 0.1", true)]
    [InlineData("-1 < input.share", true)]
    [InlineData("input.share < 1e-1", false)]
    [InlineData("input.name == 'Łódź'", true)]
    [InlineData("input.name == \"\\u0141\\u00f3d\\u017a\"", true)]
    [InlineData("size(input.name) == 4", true)]
    [InlineData("'ód' in input.name", true)]
    [InlineData("'a' in input.tags", true)]
    [InlineData("'c' in input.tags", false)]
    [InlineData("input.week in [1, 7, 9]", true)]
    [InlineData("'list' in input.deep", true)]
    [InlineData("input.deep.list[1].id == 2", true)]
    [InlineData("input.deep[\"x y\"] == 3", true)]
    [InlineData("input['deep'].list[0].id == 1", true)]
    [InlineData("size(input.tags) == 2 && size(input.deep) == 2", true)]
    [InlineData("input.tags == ['a', 'b']", true)]
    [InlineData("input.urgent", true)]
    [InlineData("!input.urgent", false)]
    [InlineData("!(input.week == 8)", true)]
    [InlineData("input.urgent && (input.week == 1 || input.week == 7)", true)]
    [InlineData("true || input.week == 1 && false", true)]
    [InlineData("has(input.none) && input.none == null", true)]
    [InlineData("has(input.missing)", false)]
    [InlineData("steps.fetch.output.count > 0", true)]
    [InlineData("steps.fetch.count > 0", true)]
    [InlineData("steps.fetch.status == 'SUCCEEDED'", true)]
    [InlineData("steps.left-out.status == 'SKIPPED'", true)]
    [InlineData("has(steps.left-out.output)", false)]
    [InlineData("steps[\"my step\"].output.done == false", true)]
    [InlineData("size(steps.fetch.output.rows) >= 2", true)]
    public void A_condition_compares(string text, bool holds) => Assert.Equal(holds, Holds(text));

    /// <summary>What is missing is null, and what cannot be compared is neither smaller nor greater.</summary>
    [Theory]
    [InlineData("input.missing == null", true)]
    [InlineData("input.missing.deeper[3].x == null", true)]
    [InlineData("input.missing != 5", true)]
    [InlineData("input.missing < 5", false)]
    [InlineData("input.missing >= 5", false)]
    [InlineData("null < 5", false)]
    [InlineData("input.name < 5", false)]
    [InlineData("input.tags > 1", false)]
    [InlineData("input.deep.list[9].id == null", true)]
    [InlineData("input.week.day == null", true)]
    [InlineData("size(input.missing) == 0", true)]
    [InlineData("size(input.week) == 0", true)]
    [InlineData("input.missing", false)]
    [InlineData("!input.missing", true)]
    [InlineData("input.week", false)]
    [InlineData("input.name", false)]
    [InlineData("1 in input.missing", false)]
    [InlineData("1 in input.week", false)]
    [InlineData("input.missing in [null]", true)]
    [InlineData("steps.later.output.n == null", true)]
    [InlineData("input.big > 1", false)]
    [InlineData("input.big == '9007199254740993'", true)]
    public void Every_input_has_an_answer(string text, bool holds) => Assert.Equal(holds, Holds(text));

    [Theory]
    [InlineData("", 0, "empty")]
    [InlineData("   ", 0, "empty")]
    [InlineData("input.week = 7", 11, "'=='")]
    [InlineData("input.week == 7 and input.urgent", 16, "'&&'")]
    [InlineData("input.a or input.b", 8, "'||'")]
    [InlineData("not input.a", 0, "'!'")]
    [InlineData("input.a & input.b", 8, "'&&'")]
    [InlineData("inputs.week == 7", 0, "did you mean 'input'")]
    [InlineData("step.fetch.output.n == 1", 0, "did you mean 'steps'")]
    [InlineData("steps == 1", 6, "name a step")]
    [InlineData("1 < input.week < 9", 15, "chained")]
    [InlineData("input.week", -1, "")]
    [InlineData("7", 0, "neither true nor false")]
    [InlineData("'yes' && input.a", 0, "neither true nor false")]
    [InlineData("input.a && size(input.b)", 11, "neither true nor false")]
    [InlineData("len(input.tags) > 1", 0, "did you mean 'size'")]
    [InlineData("eval(input.tags)", 0, "has and size")]
    [InlineData("has(5)", 4, "path")]
    [InlineData("input.name == \"open", 14, "closing")]
    [InlineData("input.week == 1.2.3", 14, "number")]
    [InlineData("input.week == ", 14, "the end")]
    [InlineData("(input.week == 7", 16, "expected ')'")]
    [InlineData("input.week == 7)", 15, "found ')'")]
    [InlineData("input..week == 7", 6, "name of a field")]
    [InlineData("input.tags[-1] == 'a'", 11, "from 0")]
    [InlineData("input.tags[0.5] == 'a'", 11, "from 0")]
    [InlineData("input.tags[] == 'a'", 11, "quotes or a number")]
    [InlineData("input.week + 1 == 8", 11, "calculate")]
    [InlineData("input.name == “Łódź”", 14, "straight quotes")]
    [InlineData("input.week in [1, 2", 19, "','")]
    [InlineData("{{input.week}} == 7", 0, "path")]
    [InlineData("input.name == 'a\\qb'", 16, "backslash")]
    [InlineData("input.a; input.b", 7, "means nothing")]
    public void What_is_wrong_is_told_with_its_place(string text, int position, string hint)
    {
        var condition = Condition.Read(text, out var fault);

        if (position < 0)
        {
            Assert.NotNull(condition);
            return;
        }

        Assert.Null(condition);
        Assert.Equal(position, fault!.Position);
        Assert.Contains(hint, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Length_and_depth_are_limited()
    {
        Assert.NotNull(Condition.Read($"input.a == '{new string('x', 499)}'", out _));
        Assert.Null(Condition.Read($"input.a == '{new string('x', 500)}'", out var tooLong));
        Assert.Equal((512, true), (tooLong!.Position, tooLong.Message.Contains("at most 512", StringComparison.Ordinal)));
        Assert.NotNull(Condition.Read($"{new string('(', 32)}input.a{new string(')', 32)}", out _));
        Assert.Null(Condition.Read($"{new string('(', 33)}input.a{new string(')', 33)}", out var tooDeep));
        Assert.Contains("32 deep", tooDeep!.Message, StringComparison.Ordinal);
        Assert.Null(Condition.Read(new string('!', 500) + "input.a", out _));
        Assert.Null(Condition.Read(new string('[', 500), out _));
    }

    [Fact]
    public void No_text_at_all_breaks_the_reader()
    {
        const string signs = "input.steps[]()!&|<>='\"\\ 0129-ehaszln,;{}$é\n";
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => signs[random.Next(signs.Length)])]);
            var condition = Condition.Read(text, out var fault);
            if (condition is null)
            {
                Assert.InRange(fault!.Position, 0, text.Length);
                Assert.True(fault.Message.Length > 5, text);
            }
            else
            {
                _ = condition.Holds(Known());
            }
        }
    }

    [Fact]
    public void The_places_a_condition_looks_at_are_known()
    {
        var condition = Condition.Read("has(input.a) && steps.fetch.count > size(steps['my step'].output.rows[0])", out _)!;

        Assert.Equal(["input.a", "steps.fetch.output.count", "steps[\"my step\"].output.rows[0]"], condition.Paths.Select(path => path.ToString()));
        Assert.Equal([4, 16, 41], condition.Paths.Select(path => path.Position));
    }

    [Theory]
    [InlineData("steps.fetch.output.rows", "steps.fetch.output.rows")]
    [InlineData("steps.fetch.rows[2].id", "steps.fetch.output.rows[2].id")]
    [InlineData("steps.fetch", "steps.fetch.output")]
    [InlineData("input", "input")]
    [InlineData("steps.fetch.status", "steps.fetch.status")]
    public void A_path_stands_alone_too(string text, string read) => Assert.Equal(read, FieldPath.Read(text, out _)?.ToString());

    [Theory]
    [InlineData("output.rows", 0)]
    [InlineData("steps.fetch.output.rows > 1", 24)]
    [InlineData("", 0)]
    public void What_is_no_path_is_told(string text, int position)
    {
        Assert.Null(FieldPath.Read(text, out var fault));
        Assert.Equal(position, fault!.Position);
    }

    private static bool Holds(string text)
        => (Condition.Read(text, out var fault) ?? throw new InvalidOperationException($"{fault!.Position}: {fault.Message}")).Holds(Known());

    private static KnownValues Known()
    {
        var known = new KnownValues((JsonObject)JsonNode.Parse(Input)!);
        known.Add("fetch", "SUCCEEDED", (JsonObject)JsonNode.Parse("""{"count":2,"rows":[1,2]}""")!);
        known.Add("left-out", "SKIPPED", null);
        known.Add("my step", "SUCCEEDED", (JsonObject)JsonNode.Parse("""{"done":false}""")!);
        return known;
    }
}
