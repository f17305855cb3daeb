using OmniForge.Agents.Tools;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Linear.Tools;

internal static class LinearListTeams
{
    private static readonly RecordColumn[] Columns = [new("id", "text"), new("key", "text"), new("name", "text")];

    public static ITool Tool()
    {
        var descriptor = new ToolDescriptor
        {
            Name = "linear_list_teams",
            Title = "List Linear teams",
            Description = "Lists the teams of Linear with their keys.",
            InputSchema = Arguments.Schema(""" "limit": {"type": "integer", "minimum": 1, "maximum": 500, "description": "Default 50."} """),
            Class = ToolClass.Read,
            Integration = LinearIntegration.Id,
            Timeout = TimeSpan.FromMinutes(1),
        };
        return new AccountTool(
            descriptor,
            async (call, cancellationToken) =>
            {
                var records = new Records(Columns, call.Arguments.Number("limit", 1, 500) ?? 50);
                foreach (var team in await LinearNames.TeamsAsync(call.Account, cancellationToken))
                {
                    var id = team.Find("id").AsText();
                    records.Add(id, id, team.Find("key").AsText(), team.Find("name").AsText());
                }

                return records.Result(descriptor);
            },
            _ => "would list the teams of Linear");
    }
}
