namespace OmniForge.Skills.Editing;

/// <summary>What a placeholder of the instructions becomes, in a few words.</summary>
internal static class PlaceholderTexts
{
    public const string Arguments = "the argument text as it was given";

    public static string Argument(int index) => $"argument {index + 1}; stays as written when it was not given";

    public static string Setting(string name) => $"the setting '{name}' that the agent gives this skill; stays as written without one";

    public static string Variable(string name) => name switch
    {
        "SKILL_DIR" => "the folder of this skill",
        "WORKSPACE" => "the folder that the agent works in",
        "EXECUTION_ID" => "the id of this execution",
        "DATE" => "the day on which the execution started, in the agent's time zone",
        "CLAUDE_SKILL_DIR" => "the folder of this skill, as ${SKILL_DIR}",
        "CLAUDE_PROJECT_DIR" => "the folder that the agent works in, as ${WORKSPACE}",
        "CLAUDE_SESSION_ID" => "the id of this execution, as ${EXECUTION_ID}",
        _ => "nothing: nobody knows this name, so it stays as written",
    };
}
