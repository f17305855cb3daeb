using OmniForge.Agents.Building;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

/// <summary>One decision of the builder as events, in the order a watcher should see them.</summary>
internal static class TurnEvents
{
    public static IEnumerable<ConversationEvent> Of(BuilderTurn decided, Proposal? proposal, string reply)
    {
        foreach (var change in decided.RequirementChanges)
        {
            yield return new()
            {
                RequirementChanged = new() { Key = change.Key, Value = change.Value ?? "", Change = change.Value is null ? "removed" : "changed" },
            };
        }

        if (decided.Plan is { } plan)
        {
            yield return new() { PlanChanged = PlanOf(plan) };
        }

        foreach (var change in decided.PhaseChanges)
        {
            yield return new() { PhaseChanged = new() { From = change.From.ToProto(), To = change.To.ToProto(), Cause = change.Cause } };
        }

        if (proposal is not null)
        {
            yield return new() { ProposalCreated = new() { Proposal = proposal } };
        }

        if (reply.Length > 0)
        {
            var message = new ReplyCompleted { MessageId = Ids.New(), Text = reply };
            message.Actions.AddRange(decided.Actions);
            if (decided.Link is { } link)
            {
                message.OauthUrl = link;
            }

            yield return new() { MessageCompleted = message };
        }

        if (decided.Question.ToProto() is { } question)
        {
            var asked = new QuestionAsked { Id = question.Id, Text = question.Text };
            asked.Choices.AddRange(question.Choices);
            yield return new() { QuestionAsked = asked };
        }
    }

    private static PlanChanged PlanOf(PlanSketch plan)
    {
        var changed = new PlanChanged();
        foreach (var step in plan.Steps)
        {
            var skill = new PlannedSkill
            {
                Key = step.Key,
                Integration = step.Integration,
                Purpose = step.Purpose,
                Order = step.Order,
                Condition = step.Condition ?? "",
            };
            skill.DependsOn.AddRange(step.DependsOn);
            changed.Skills.Add(skill);
        }

        if (plan.Schedule.Length > 0)
        {
            changed.Schedule = new() { Description = plan.Schedule };
        }

        return changed;
    }
}
