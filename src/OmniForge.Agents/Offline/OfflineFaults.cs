using OmniForge.Agents.Models;
using OmniForge.Skills.Steps;

namespace OmniForge.Agents.Offline;

/// <summary>What the offline model says when it cannot go on.</summary>
internal static class OfflineFaults
{
    private static readonly string[] MayPass = ["NOT_FOUND", "CONFLICT", "RATE_LIMITED", "UNAVAILABLE", "TIMEOUT"];

    public static ModelFault NotExecutable(IReadOnlyList<ScriptProblem> problems) => new(
        ModelFaultKind.NeedsLanguageModel,
        problems.Count == 0
            ? "this skill is written for a language model, and the built-in one only follows numbered steps."
            : $"line {problems[0].Line} of its steps cannot be followed as it is written.",
        problems.Count == 0
            ? "Choose a language model, for example from Anthropic, OpenAI, OpenRouter or Ollama."
            : "Correct that line, or choose a language model.")
    {
        Detail = problems.Count == 0
            ? "The body has no executable steps. Set ANTHROPIC_API_KEY, OPENAI_API_KEY, OPENROUTER_API_KEY or OLLAMA_HOST."
            : string.Join(" ", problems.Select(p => $"Line {p.Line}: {p.Message}")),
    };

    public static ModelFault ToolFailed(ScriptStep step, PastCall made) => new(
        ModelFaultKind.StepFailed,
        $"step {step.Number} did not work. {made.ErrorMessage}",
        "Put that right, then run it again.")
    {
        Tool = step.Tool,
        Detail = $"{step.Tool}: {made.ErrorCode}",
        MayPass = MayPass.Contains(made.ErrorCode),
    };

    public static ModelFault NeedsRefused(string what, int refusedStep) => new(
        ModelFaultKind.StepFailed,
        $"{what} needs step {refusedStep}, which was not allowed.",
        "Allow what that step needs, or change the skill.");

    public static ModelFault Missing(string what, string path) => new(
        ModelFaultKind.StepFailed,
        $"{what} needs \"{path}\", and no earlier step gave that.",
        "Correct the name in the skill, or give it that value.");
}
