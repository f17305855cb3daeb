using OmniForge.Skills.Steps;

namespace OmniForge.Skills.Tests.Steps;

public sealed class StepScriptTests
{
    private const string Report =
        """
        # Report

        Some words about 1. nothing.

        ## Steps

        1. Read the project list of `projects.csv`, keep the late
           ones and sort them with `table_query`.

           ```json
           {"source": {"file": "projects.csv"},
            "limit": 20, "output": "markdown"}
           ```
           -> rows

        2. Save the report with `Write`.

           ```json
           {"file_path": "output/report.md", "content": "# Report of ${DATE}\n\n{{rows.markdown}}\n"}
           ```
           -> saved

        ## Result

        ```json
        {"text": "{{rows.markdown}}", "file": "{{saved.file_path}}"}
        ```
        """;

    [Fact]
    public void Steps_are_read_in_order_with_tool_arguments_and_name()
    {
        var script = StepScript.Read(Report);
        Assert.True(script.Runnable);
        Assert.Equal(["table_query", "Write"], script.Steps.Select(step => step.Tool));
        Assert.Equal(["rows", "saved"], script.Steps.Select(step => step.BoundName));
        Assert.Equal([1, 2], script.Steps.Select(step => step.Number));
        Assert.Equal(
            "Read the project list of `projects.csv`, keep the late ones and sort them with `table_query`.", script.Steps[0].Sentence);
        Assert.Equal("""{"text": "{{rows.markdown}}", "file": "{{saved.file_path}}"}""", script.Result!.Text);
    }

    [Fact]
    public void The_span_of_a_block_is_its_text()
    {
        var script = StepScript.Read(Report);
        foreach (var block in script.Steps.Select(step => step.Arguments).Append(script.Result!))
        {
            Assert.Equal(block.Text, Report.Substring(block.Span.Start, block.Span.Length));
        }
    }

    [Fact]
    public void Windows_line_ends_change_nothing()
    {
        var script = StepScript.Read(Report.ReplaceLineEndings("\r\n"));
        Assert.True(script.Runnable);
        Assert.Equal(2, script.Steps.Count);
        Assert.NotNull(script.Result);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Just do it.")]
    [InlineData("## Steps\n\n1. Read the file.\n2. Think with `table_query`.\n")]
    [InlineData("1. First\n2. Second\n\n```json\n")]
    [InlineData("## Result\n\n```json\n{}\n```\n")]
    public void Prose_is_no_script_and_no_problem(string body)
    {
        var script = StepScript.Read(body);
        Assert.Empty(script.Steps);
        Assert.Empty(script.Problems);
        Assert.False(script.Runnable);
    }

    [Theory]
    [InlineData("1. Use `Read`.\n\n```json\n{\"a\": }\n```\n", 4, "json of `Read`")]
    [InlineData("1. Use `Read`.\n```json\n{\n\"a\": 1,\n\"b\" 2\n}\n```\n", 5, "json of `Read`")]
    [InlineData("1. Use `Read`.\n```json\n[1]\n```\n", 3, "must be an object")]
    [InlineData("1. Use `Read`.\n```json\n```\n", 3, "empty")]
    [InlineData("1. Use `Read`.\n```json\n{\"a\": {{rows.x}}}\n```\n", 3, "inside quotes")]
    [InlineData("## Steps\n1. Read it.\n```json\n{}\n```\n", 2, "names no tool")]
    [InlineData("1. Use `Read`.\n```json\n{}\n```\n-> input\n", 5, "'input'")]
    [InlineData("1. Use `Read`.\n```json\n{}\n```\n-> two words\n", 5, "cannot be the name")]
    [InlineData("1. Use `Read`.\n```json\n{}\n```\n-> a\n2. `Read`\n```json\n{}\n```\n-> a\n", 10, "Two results")]
    [InlineData("1. Use `Read`.\n```json\n{\"a\": \"{{rows.x}}\"}\n```\n-> rows\n", 3, "no step before")]
    [InlineData("1. Use `Read`.\n```json\n{}\n", 2, "never closed")]
    [InlineData("## Steps\n1. Use `Read`.\n```json\n{}\n```\n2. Then `Write`.\n", 6, "no arguments")]
    [InlineData("## Steps\n1. Use `Read`.\n```json\n{}\n```\n2. `Write`.\n```\n{\"a\": 1}\n```\n", 6, "not marked")]
    [InlineData("## Steps\n1. Use `Read`.\n```json\n{}\n```\n```json\n{}\n```\n", 6, "only one json block")]
    [InlineData("1. Use `Read`.\n```json\n{}\n```\n## Result\n```json\n{\"x\": \"{{nope}}\"}\n```\n", 7, "no step calls")]
    [InlineData("1. Use `Read`.\n```json\n{}\n```\n## Result\n```json\n{oops}\n```\n", 7, "the result")]
    public void A_mistake_is_named_with_its_line(string body, int line, string words)
    {
        var problem = Assert.Single(StepScript.Read(body).Problems);
        Assert.Equal(line, problem.Line);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_is_a_problem_and_no_crash()
    {
        foreach (var text in new[] { "\\ud800", new string('\uD800', 1) })
        {
            var script = StepScript.Read($"1. `Read`\n```json\n{{\"a\": \"{text}\"}}\n```\n");
            Assert.Contains("half of a character", Assert.Single(script.Problems).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_broken_step_does_not_hide_the_mistake_of_a_later_one()
    {
        var script = StepScript.Read("1. `Read`\n```json\n{]\n```\n2. `Write`\n```json\n{\"a\": 1,}\n```\n3. `Glob`\n```json\n{}\n```\n");
        Assert.Equal([3, 7], script.Problems.Select(problem => problem.Line));
        Assert.Equal("Glob", Assert.Single(script.Steps).Tool);
        Assert.False(script.Runnable);
    }

    [Theory]
    [InlineData("Sort `due_date` with `table_query`", null, "table_query")]
    [InlineData("Find `status` pages with `notion_query_database`", null, "notion_query_database")]
    [InlineData("Use `mcp__crm__find` for `customer_id`", null, "mcp__crm__find")]
    [InlineData("Send `a.csv` with `upload`", null, "upload")]
    [InlineData("Send `report` of `due_date` with `deploy`", "deploy", "deploy")]
    [InlineData("Read `a.csv`", null, null)]
    [InlineData("Read the list", null, null)]
    public void The_tool_is_told_from_other_code_words(string sentence, string? known, string? tool)
    {
        var script = StepScript.Read($"1. {sentence}.\n```json\n{{}}\n```\n", known is null ? null : [known]);
        Assert.Equal(tool, script.Steps.Select(step => step.Tool).FirstOrDefault());
    }

    [Theory]
    [InlineData("1) Use `Read`.\n~~~ JSON\n{}\n~~~\n→ a\n")]
    [InlineData("  7. Use `Read`.\n\n\n      ````json\n      {}\n      ````\n\n      ->a\n")]
    [InlineData("### STEPS:\n1. Use `Read`.\n```text\n1. `Write`\n```\n```json\n{}\n```\n-> `a`\n")]
    public void Other_ways_to_write_the_same_are_understood(string body)
    {
        var script = StepScript.Read(body);
        Assert.Empty(script.Problems);
        var step = Assert.Single(script.Steps);
        Assert.Equal(("Read", "a"), (step.Tool, step.BoundName));
    }

    [Fact]
    public void Only_the_steps_section_counts_when_there_is_one()
    {
        var script = StepScript.Read("1. `Edit`\n```json\n{}\n```\n## Steps\n1. `Read`\n```json\n{}\n```\n## Notes\n1. "
            + "`Glob`\n```json\n{}\n```\n");
        Assert.Equal("Read", Assert.Single(script.Steps).Tool);
        Assert.Empty(script.Problems);
    }

    [Fact]
    public void References_to_the_input_and_to_earlier_results_are_fine()
        => Assert.Empty(StepScript.Read(
            "1. `Read`\n```json\n{\"file_path\": \"{{input.file}}\"}\n```\n-> a\n2. `Write`\n```json\n{\"x\": [\"{{ a.text }}\", "
                + "{\"y\": \"{{a}} {{input}}\"}]}\n```\n").Problems);
}
