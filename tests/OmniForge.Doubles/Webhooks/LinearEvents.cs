using System.Globalization;
using OmniForge.Doubles.Linear;

namespace OmniForge.Doubles.Webhooks;

/// <summary>Linear's events of issues.</summary>
public static class LinearEvents
{
    public static WebhookMessage IssueCreated(LinearOrganization organization, LinearIssue issue) => Event("create", organization, issue, null);

    /// <param name="before">What changed fields were before, by the names that Linear gives them.</param>
    public static WebhookMessage IssueUpdated(LinearOrganization organization, LinearIssue issue, JsonObject before)
        => Event("update", organization, issue, before);

    private static WebhookMessage Event(string action, LinearOrganization organization, LinearIssue issue, JsonObject? before)
    {
        var at = action == "create" ? issue.CreatedAt : issue.UpdatedAt;
        var body = new JsonObject
        {
            ["action"] = action,
            ["type"] = "Issue",
            ["actor"] = new JsonObject { ["id"] = issue.Creator.Id, ["type"] = "user", ["name"] = issue.Creator.Name },
            ["createdAt"] = Time(at),
            ["data"] = new JsonObject
            {
                ["id"] = issue.Id,
                ["identifier"] = issue.Identifier,
                ["number"] = issue.Number,
                ["title"] = issue.Title,
                ["description"] = issue.Description,
                ["priority"] = issue.Priority,
                ["teamId"] = issue.Team.Id,
                ["team"] = new JsonObject { ["id"] = issue.Team.Id, ["key"] = issue.Team.Key, ["name"] = issue.Team.Name },
                ["stateId"] = issue.State.Id,
                ["state"] = new JsonObject { ["id"] = issue.State.Id, ["name"] = issue.State.Name, ["type"] = issue.State.Type },
                ["assigneeId"] = issue.Assignee?.Id,
                ["labelIds"] = new JsonArray([.. issue.Labels.Select(label => (JsonNode?)label.Id)]),
                ["createdAt"] = Time(issue.CreatedAt),
                ["updatedAt"] = Time(issue.UpdatedAt),
            },
            ["url"] = $"https://linear.app/{organization.UrlKey}/issue/{issue.Identifier}",
            ["organizationId"] = organization.Id,
            ["webhookTimestamp"] = 0,
            ["webhookId"] = organization.Id,
        };
        if (before is not null)
        {
            body["updatedFrom"] = before.DeepClone();
        }

        return new(Guid.NewGuid().ToString(), "Issue", body);
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
