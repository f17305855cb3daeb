// An agent in code, without a server: a skill folder, a dry run, a real run.
using OmniForge.Client.Standalone;

var workspace = Directory.CreateTempSubdirectory("omniforge-standalone-").FullName;
File.Copy(Path.Combine(AppContext.BaseDirectory, "projects.csv"), Path.Combine(workspace, "projects.csv"));

var agent = Agent.Define(
    "At-risk report",
    new AgentSettings { Workspace = workspace },
    Path.Combine(AppContext.BaseDirectory, "skills", "at-risk-report"));

var test = await agent.TestAsync(dryRun: true);
foreach (var effect in test.PredictedEffects)
{
    Console.WriteLine($"dry run: {effect}");
}

Console.WriteLine($"dry run: {(test.Succeeded ? "passed" : test.Error)}, files written: {Directory.GetFiles(workspace).Length - 1}");

var run = await agent.RunAsync();
if (!run.Succeeded)
{
    Console.Error.WriteLine(run.Error);
    return 1;
}

Console.WriteLine($"run: {run.Result!["rows"]} projects at risk, report in {Path.Combine(workspace, (string)run.Result["file"]!)}");

// With a server: await agent.DeployAsync(new OmniForge.Client.OmniForgeClient());
return 0;
