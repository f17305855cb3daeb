using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Agents.Building;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

/// <summary>Row and builder words to contract.</summary>
internal static class ConversationMapping
{
    private static readonly TimeSpan DormantAfter = TimeSpan.FromMinutes(30);

    /// <summary>Dormant is a matter of the clock, not of a row: nobody has to write it.</summary>
    public static bool Dormant(this ConversationRow row, DateTimeOffset now)
        => row.Status == ConversationStatus.Open && now - row.UpdatedAt > DormantAfter;

    public static Conversation ToProto(this ConversationRow row, IEnumerable<ProposalRow> proposals, DateTimeOffset now)
    {
        var proto = new Conversation
        {
            Id = row.Id,
            AgentId = row.AgentId,
            Status = row.Dormant(now) ? ConversationStatus.Dormant : row.Status,
            Phase = row.Phase,
            ResumePhase = row.ResumePhase,
            Title = row.Title,
            LastSequence = (ulong)row.LastSequence,
            CreatedBy = Actor.Parser.ParseFrom(row.CreatedBy),
            CreatedAt = Timestamp.FromDateTimeOffset(row.CreatedAt),
            UpdatedAt = Timestamp.FromDateTimeOffset(row.UpdatedAt),
            DeletedAt = row.DeletedAt is { } deleted ? Timestamp.FromDateTimeOffset(deleted) : null,
            Etag = row.Revision.ToString(),
            PendingIntegration = row.Phase == ConversationPhase.OauthFlow ? BuilderStateJson.Read(row.State).SignIn?.Integration ?? "" : "",
            Question = row.Question.Length > 0 ? Question.Parser.ParseFrom(row.Question) : null,
        };
        if (row.Usage.Length > 0)
        {
            proto.Usage = Usage.Parser.ParseFrom(row.Usage);
        }

        proto.Requirements.AddRange(Requirements(row));
        proto.OpenProposals.AddRange(proposals.Select(proposal => proposal.ToProto()));
        return proto;
    }

    /// <summary>What the person is asked to open now; null = nothing.</summary>
    public static string? OpenLink(ConversationRow row)
        => row.Phase == ConversationPhase.OauthFlow && BuilderStateJson.Read(row.State) is { Question.Kind: QuestionKind.SignIn, SignIn.Link: { Length: > 0 } link }
            ? link
            : null;

    public static Proposal ToProto(this ProposalRow row)
    {
        var proposal = Proposal.Parser.ParseFrom(row.Payload);
        proposal.Status = row.Status;
        return proposal;
    }

    public static IEnumerable<Requirement> Requirements(ConversationRow row)
        => JsonNode.Parse(row.Requirements)!.AsObject().Select(pair => new Requirement
        {
            Key = pair.Key,
            Value = (string?)pair.Value!["value"] ?? "",
            TurnId = (string?)pair.Value["turn_id"] ?? "",
            Confirmed = row.Phase is not (ConversationPhase.Discovery or ConversationPhase.Requirements or ConversationPhase.OauthFlow),
        });

    /// <summary>The stored requirements after these changes.</summary>
    public static string Apply(string stored, string turnId, IEnumerable<RequirementChange> changes)
    {
        var json = JsonNode.Parse(stored)!.AsObject();
        foreach (var change in changes)
        {
            if (change.Value is null)
            {
                json.Remove(change.Key);
            }
            else
            {
                json[change.Key] = new JsonObject { ["value"] = change.Value, ["turn_id"] = turnId };
            }
        }

        return json.ToJsonString();
    }

    public static ConversationPhase ToProto(this Phase phase) => phase switch
    {
        Phase.Idle => ConversationPhase.Idle,
        Phase.Discovery => ConversationPhase.Discovery,
        Phase.OAuthFlow => ConversationPhase.OauthFlow,
        Phase.Requirements => ConversationPhase.Requirements,
        Phase.Generation => ConversationPhase.Generation,
        Phase.Testing => ConversationPhase.Testing,
        Phase.Activation => ConversationPhase.Activation,
        _ => ConversationPhase.Complete,
    };

    public static V1.TurnReading ToProto(this OmniForge.Agents.Building.TurnReading reading)
        => System.Enum.TryParse<V1.TurnReading>(reading.ToString(), out var known) ? known : V1.TurnReading.Unclear;

    public static Question? ToProto(this BuilderQuestion? question)
    {
        if (question is null)
        {
            return null;
        }

        var proto = new Question { Id = Ids.From(question.Kind.ToString(), question.Text), Text = question.Text };
        proto.Choices.AddRange(question.Choices);
        return proto;
    }

    public static string WriteActions(IEnumerable<string> actions) => JsonSerializer.Serialize(actions.ToList(), OmniForge.Server.Executions.StoredJson.Default.ListString);

    public static List<string> ReadActions(string stored) => JsonSerializer.Deserialize(stored, OmniForge.Server.Executions.StoredJson.Default.ListString)!;
}
