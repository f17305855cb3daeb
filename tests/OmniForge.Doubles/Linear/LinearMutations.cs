using System.Globalization;
using OmniForge.Doubles.OAuth;
using OmniForge.Doubles.Recording;

namespace OmniForge.Doubles.Linear;

/// <summary>The changes that are known here. An id that the client makes keeps a change from happening twice.</summary>
internal sealed class LinearMutations(LinearOrganization organization, AccessToken token, Exchange exchange, LinearAnswers answers)
{
    private static readonly string[] IssueFields =
        ["title", "description", "priority", "assigneeId", "stateId", "labelIds", "dueDate"];

    /// <summary>The type of the object that the answer carries, by name of the change.</summary>
    public static readonly IReadOnlyDictionary<string, (string Field, string Type)> Known = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["issueCreate"] = ("issue", "Issue"),
        ["issueUpdate"] = ("issue", "Issue"),
        ["commentCreate"] = ("comment", "Comment"),
        ["issueArchive"] = ("entity", "Issue"),
    };

    public JsonNode Answer(GraphField field) => field.Name switch
    {
        "issueCreate" => Show(field, CreateIssue(Input(field, [.. IssueFields, "id", "teamId"]))),
        "issueUpdate" => Show(field, UpdateIssue(field.Need("id"), Input(field, IssueFields, "id"))),
        "commentCreate" => Show(field, CreateComment(Input(field, ["id", "issueId", "body"]))),
        "issueArchive" => Show(field, Archive(field.Need("id"))),
        _ => throw LinearErrors.Invalid($"Cannot query field \"{field.Name}\" on type \"Mutation\"."),
    };

    private LinearIssue CreateIssue(JsonObject input)
    {
        Scope("issues:create");
        var team = LinearQueries.Team(organization, Text(input, "teamId") ?? throw LinearErrors.Input("teamId must be given"));
        var title = Title(input) ?? throw LinearErrors.Input("title must be given");
        var id = NewId(input, known => organization.Issues.Any(issue => issue.Id == known));
        var change = Change(input, team);
        var issue = organization.AddIssue(team, title, id);
        change(issue);
        exchange.Create(id);
        return issue;
    }

    private LinearIssue UpdateIssue(string id, JsonObject input)
    {
        Scope("write");
        var issue = LinearQueries.Issue(organization, id);
        var title = input.ContainsKey("title") ? Title(input) ?? throw LinearErrors.Input("title must not be empty") : issue.Title;
        Change(input, issue.Team)(issue);
        issue.Title = title;
        issue.UpdatedAt = organization.Now();
        exchange.Change();
        return issue;
    }

    private LinearComment CreateComment(JsonObject input)
    {
        Scope("comments:create");
        var issue = LinearQueries.Issue(organization, Text(input, "issueId") ?? throw LinearErrors.Input("issueId must be given"));
        var body = Text(input, "body") is { Length: > 0 } text ? text : throw LinearErrors.Input("body must be given");
        var id = NewId(input, known => organization.Issues.Any(one => one.Comments.Exists(comment => comment.Id == known)));
        var comment = new LinearComment(id ?? organization.NewId(), issue, organization.Viewer, body, organization.Now());
        issue.Comments.Add(comment);
        issue.UpdatedAt = organization.Now();
        exchange.Create(id);
        return comment;
    }

    private LinearIssue Archive(string id)
    {
        Scope("write");
        var issue = LinearQueries.Issue(organization, id);
        issue.ArchivedAt ??= organization.Now();
        exchange.Change();
        return issue;
    }

    // Everything is checked before anything is changed.
    private Action<LinearIssue> Change(JsonObject input, LinearTeam team)
    {
        var changes = new List<Action<LinearIssue>>();
        foreach (var name in input.Select(pair => pair.Key))
        {
            switch (name)
            {
                case "description":
                    var description = Text(input, name);
                    changes.Add(issue => issue.Description = description);
                    break;
                case "priority":
                    var priority = input[name] is JsonValue number && number.TryGetValue<int>(out var read) && read is >= 0 and <= 4
                        ? read : throw LinearErrors.Input("priority must be between 0 and 4");
                    changes.Add(issue => issue.Priority = priority);
                    break;
                case "assigneeId":
                    var assignee = Text(input, name) is { } person
                        ? organization.Users.FirstOrDefault(user => user.Id == person) ?? throw LinearErrors.Missing("User") : null;
                    changes.Add(issue => issue.Assignee = assignee);
                    break;
                case "stateId":
                    var state = team.States.FirstOrDefault(known => known.Id == Text(input, name)) ?? throw LinearErrors.Missing("WorkflowState");
                    changes.Add(issue => issue.State = state);
                    break;
                case "dueDate":
                    var due = Text(input, name);
                    if (due is not null && !DateOnly.TryParseExact(due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                    {
                        throw LinearErrors.Input("dueDate must be a day such as 2026-12-31");
                    }

                    changes.Add(issue => issue.DueDate = due);
                    break;
                case "labelIds":
                    var labels = Labels(input[name], team);
                    changes.Add(issue =>
                    {
                        issue.Labels.Clear();
                        issue.Labels.AddRange(labels);
                    });
                    break;
            }
        }

        return issue => changes.ForEach(change => change(issue));
    }

    private static List<LinearLabel> Labels(JsonNode? node, LinearTeam team)
        => node is JsonArray ids
            ? [.. ids.Select(id => team.Labels.FirstOrDefault(label => label.Id == id?.ToString()) ?? throw LinearErrors.Missing("IssueLabel"))]
            : throw LinearErrors.Input("labelIds must be a list");

    private JsonObject Show(GraphField field, object entity)
    {
        var (name, type) = Known[field.Name];
        var shown = new JsonObject();
        foreach (var part in field.Fields)
        {
            shown[part.Alias] = part.Name switch
            {
                "success" => true,
                "lastSyncId" => 1,
                _ when part.Name == name => answers.One(entity, type, part.Fields),
                _ => throw LinearErrors.Invalid($"Cannot query field \"{part.Name}\" on the answer of \"{field.Name}\"."),
            };
        }

        return shown;
    }

    private void Scope(string scope)
    {
        if (!token.Scopes.Contains(scope) && !token.Scopes.Contains("write") && !token.Scopes.Contains("admin"))
        {
            throw LinearErrors.Forbidden(scope);
        }
    }

    private static JsonObject Input(GraphField field, string[] known, params string[] besides)
    {
        if (field.Arguments.Keys.Except(["input", .. besides]).FirstOrDefault() is { } unknown)
        {
            throw LinearErrors.Invalid($"Unknown argument \"{unknown}\" on field \"Mutation.{field.Name}\".");
        }

        var input = field.Object("input") ?? throw LinearErrors.Invalid($"Field \"{field.Name}\" argument \"input\" is required.");
        return input.Select(pair => pair.Key).Except(known).FirstOrDefault() is { } strange
            ? throw LinearErrors.Invalid($"Field \"{strange}\" is not defined by the input of \"{field.Name}\".")
            : input;
    }

    private static string? NewId(JsonObject input, Func<string, bool> taken)
    {
        if (Text(input, "id") is not { } id)
        {
            return null;
        }

        if (!Guid.TryParseExact(id, "D", out var read) || read.Version is not (4 or 7))
        {
            throw LinearErrors.Input("id must be a UUID");
        }

        return taken(id) ? throw LinearErrors.Input("Entity with this id already exists: conflict on insert") : id;
    }

    private static string? Title(JsonObject input) => Text(input, "title") is { } title && !string.IsNullOrWhiteSpace(title) ? title : null;

    private static string? Text(JsonObject input, string name)
        => input[name] switch
        {
            null => null,
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            _ => throw LinearErrors.Input($"{name} must be a text"),
        };
}
