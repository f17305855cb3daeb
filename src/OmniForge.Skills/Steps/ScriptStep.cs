namespace OmniForge.Skills.Steps;

/// <summary>One step of a script: what a person reads, and what is called.</summary>
/// <param name="Number">1 for the first step, whatever number the text carries.</param>
/// <param name="Sentence">The item's text, line breaks replaced by blanks.</param>
/// <param name="Tool">The tool named in a code span of the sentence.</param>
/// <param name="Arguments">A JSON object; its strings may hold <c>{{name.path}}</c> and <c>${…}</c>.</param>
/// <param name="BoundName">The name later steps use for the result; null = none was given.</param>
/// <param name="Line">1-based line of the item in the body.</param>
public sealed record ScriptStep(int Number, string Sentence, string Tool, ScriptBlock Arguments, string? BoundName, int Line);

/// <summary>The JSON text between two fences and its place in the body.</summary>
public sealed record ScriptBlock(string Text, TextSpan Span);

/// <summary>Something that keeps the script from being run as written; the line is 1-based in the body.</summary>
public sealed record ScriptProblem(int Line, string Message);
