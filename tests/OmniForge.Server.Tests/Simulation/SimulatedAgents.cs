using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Simulation;

/// <summary>Agents whose steps stop, are left out or are tried again when they fail. Every skill changes the outside at most once.</summary>
internal static class SimulatedAgents
{
    private static readonly (string, string) Count = ("count-rows", StepAgents.Counting("count-rows"));
    private static readonly (string, string) Look = ("look-up", StepAgents.Reading("look-up", "notes.txt"));
    private static readonly (string, string) Put = ("put-figure", StepAgents.Writing("put-figure", "output/figure.txt"));

    private static readonly (string, string) Both = ("look-and-put", StepAgents.Text("look-and-put", "Read Write",
        """
        1. Read the notes with `Read`.

           ```json
           {"file_path": "notes.txt"}
           ```
           -> notes

        2. Save them with `Write`.

           ```json
           {"file_path": "output/notes.txt", "content": "{{notes.text}}"}
           ```
           -> saved

        ## Result

        ```json
        {"file": "{{saved.file_path}}"}
        ```
        """));

    private static readonly (string, string) Send = ("send-it", StepAgents.Calling("send-it", "Edit", """{"file_path": "sent.txt"}"""));

    public static async Task<IReadOnlyList<string>> MakeAsync(TestClient client) =>
    [
        await StepAgents.AgentAsync(client, null, Count, Put),
        await StepAgents.AgentAsync(client, agent => Strategy(agent, ErrorStrategy.Retry), Look, Count, Put),
        await StepAgents.AgentAsync(client, agent => Strategy(agent, ErrorStrategy.Retry), Both, Look),
        await StepAgents.AgentAsync(client, agent => Strategy(agent, ErrorStrategy.Skip), Look, Both),
        await StepAgents.AgentAsync(client, agent => agent.Skills[1].Order = 1, Look, Both, Count),
        await StepAgents.AgentAsync(client, agent => agent.GrantedTools.Add("Edit"), Look, Send),
        await StepAgents.AgentAsync(client, Together, Both, Send, Put),
    ];

    private static void Together(Agent agent)
    {
        agent.GrantedTools.Add("Edit");
        Strategy(agent, ErrorStrategy.Skip);
        agent.Skills[1].Order = 1;
        agent.Skills[2].Order = 1;
    }

    private static void Strategy(Agent agent, ErrorStrategy strategy)
    {
        foreach (var skill in agent.Skills)
        {
            skill.ErrorStrategy = strategy;
        }
    }
}
