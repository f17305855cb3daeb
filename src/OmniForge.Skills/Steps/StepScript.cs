namespace OmniForge.Skills.Steps;

/// <summary>
/// The steps that a body spells out so that they can be followed without a model: numbered items, each with one sentence that
/// names a tool in a code span, a fenced <c>json</c> block with its arguments, and <c>-> name</c> for the result.
/// </summary>
/// <remarks>
/// Read the stored body, not a rendered one: a quote in an inserted value would break the JSON. Then fill the literal pieces of
/// every string between <c>{{…}}</c> with <see cref="Substitution.SkillText.Fill"/>, so that no value is expanded twice.
/// </remarks>
public sealed class StepScript
{
    internal StepScript(IReadOnlyList<ScriptStep> steps, ScriptBlock? result, IReadOnlyList<ScriptProblem> problems)
    {
        Steps = steps;
        Result = result;
        Problems = problems;
    }

    /// <summary>In the order of the text; only complete steps.</summary>
    public IReadOnlyList<ScriptStep> Steps { get; }

    /// <summary>The template of the output object from the section "Result"; null = the last bound result is the output.</summary>
    public ScriptBlock? Result { get; }

    /// <summary>In the order of the text; empty for a body that holds no script at all.</summary>
    public IReadOnlyList<ScriptProblem> Problems { get; }

    /// <summary>Whether there is something to follow and nothing is wrong with it.</summary>
    public bool Runnable => Steps.Count > 0 && Problems.Count == 0;

    /// <summary>Reads a body; never throws.</summary>
    /// <param name="body">The stored body of a skill.</param>
    /// <param name="tools">
    /// Names of the tools there are; a code span with one of them is the tool of its sentence. Null = the name is guessed from
    /// its shape.
    /// </param>
    public static StepScript Read(string body, IReadOnlyCollection<string>? tools = null) => new StepReader(body, tools).Read();
}
