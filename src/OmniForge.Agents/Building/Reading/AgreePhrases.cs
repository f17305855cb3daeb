using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Whole clauses that agree. Fillers such as "please" are gone before the comparison.</summary>
internal static class AgreePhrases
{
    private const string Adverb =
        "(?:really|quite|very|so|totally|absolutely|just|all|pretty|perfectly|completely|definitely|exactly|already|now|still|certainly|"
        + "entirely|precisely|almost exactly|more than|rather|super|fairly|simply|truly) ";

    private const string Good =
        "(?:ok|okay|fine|good|great|perfect|right|correct|excellent|nice|lovely|wonderful|brilliant|awesome|cool|alright|all right|"
        + "amazing|fantastic|super|terrific|splendid|ideal|spot on|clear|complete|accurate|reasonable|sensible|exact|tidy|neat|"
        + "good enough|as it should be|as expected|in order|the way i (?:want|wanted|like) it|(?:exactly |just )?what i "
        + "(?:want|wanted|need|needed|meant|had in mind|asked for|was looking for|was after)|the one|the ticket|it|about right|a (?:clear )?yes|a deal|a good idea|"
        + "a plan|fine as it is|good as it is|good to go|ready to go|how i (?:want|like|wanted)(?: it)?)";

    private const string Thing =
        "(?:that|this|it|all|all this|all of (?:it|that|this)|everything|that one|this one|these|those|they|"
        + "(?:the|your|this|that) (?:[a-z]+ )?(?:summary|report|plan|test|result|results|list|draft|preview|table|schedule|time|proposal|"
        + "outcome|version|order|name|thing|idea|output|file|data|description|wording|change|changes|rows|numbers|lot))";

    private static readonly Regex Fixed = new(
        "^(?:yes|yep|yeah|yup|ya|yea|yeh|yah|yess+|aye|sure|ok|okay|okey|okie|k|kk|fine|good|great|perfect|excellent|super|lovely|nice|"
        + "wonderful|brilliant|awesome|cool|correct|right|exactly|indeed|absolutely|definitely|certainly|totally|agreed|agree|deal|"
        + "confirmed|confirm|approved|approve|accept|accepted|affirmative|roger|y|true|alright|gladly|precisely|proceed|continue|ja|oui|"
        + "si|sí|da|yessir|naturally|obviously|clearly|splendid|superb|fantastic|amazing|marvellous|marvelous|terrific|granted|go|"
        + "ready|bingo|amen|sold|spot on|you bet|okidoki|a ok|exactly like (?:this|that|it)|why (?:the hell|the heck|on earth) not|it is|it does|they are|(?:i am )?ready when(?:ever)? you are|when(?:ever)? you are ready|(?:ok|okay|okie) (?:dokey|dokie|doke|doki)|do|jawohl|always|gern|sounds like a plan|very much|"
        + "wunderbar|touche|done deal|with pleasure|my pleasure|for sure|sure thing|of course|by all means|fair enough|all good|"
        + "all set|all clear|good to go|thumbs up|green light|good enough|very well|so be it|as you like|as proposed|as is|as it is|"
        + "like this|like that|just like that|that one|this one|same|right on|right away|hell yes|hell yeah|heck yes|heck yeah|damn right|"
        + "yes sir|yes indeed|yes of course|oh yes|why not|why ever not|no doubt|without (?:a )?doubt|beyond (?:a )?doubt|"
        + "be my guest|knock yourself out|rock and roll|full steam ahead|fire away|bring it on|say no more|consider it (?:approved|agreed|"
        + "accepted|done)|make my day|count me in|that will do|will do|can do|would be great|would be nice|would be good|"
        + "what are you waiting for|thought you would never ask|how could i say no|who could say no|who would say no|what could go wrong|"
        + "shall we|let us|you have my (?:blessing|approval|ok|okay|go)|you are good to go|you have got it|you got it|you (?:have )?(?:got|understood|understand) (?:it|me|that|everything) (?:all )?(?:right|correctly|perfectly)|you may(?: (?:proceed|go ahead|continue))?|"
        + "it is a (?:yes|go|deal|date)|that is a (?:yes|go|deal)|it is (?:yes|on)|a yes|is the pope catholic|"
        + "i say yes|(?:the|my|our) (?:answer|verdict|vote|decision|reply|response) is (?:a )?(?:clear |definite |firm )?(?:yes|positive|go)|(?:agreed|yes|ok|okay|fine|happy|good) (?:on|with|to) (?:all|every|both) (?:points?|counts?|fronts?|of (?:it|them|that|this)|items?|lines?)|i am all yours|i am (?:right )?with you(?: (?:on (?:that|this)|there|all the way))?|(?:i think |i believe |i guess )?(?:we|you|i) (?:have )?(?:got|covered|said|have) (?:it all|everything|all of it)(?: now| down| there)?|yes from me|yes to (?:all|everything|that|this|both)|(?:all|both|everything) of (?:it|them|that)|"
        + "you (?:have )?read my mind|too easy|let us have it|my thoughts exactly|took the words (?:right )?out of my mouth|ship it|hit it|nailed it|you nailed it|that is it|this is it|that is that|that is all|that was it|that is the one|nothing|"
        + "nothing else|nothing more|no more|that is everything|all of the above|permission granted|approved as is)$",
        RegexOptions.CultureInvariant);

    private static readonly Regex Judged = new(
        $"^(?:{Thing} )?(?:is|are|was|looks|look|sounds|sound|seems|seem|reads|feels|works|work|fits|suits|does|will do|will be|would be|"
            + $"would work|will work)"
        + $" (?:to me )?(?:like )?(?:{Adverb})*(?:{Good}|the job|me|us|it for me|for me|for us)"
        + "(?: (?:to|for|with|by) (?:me|us))?(?: as it is| now| like this| like that| indeed| actually| so far| this way)?$",
        RegexOptions.CultureInvariant);

    private static readonly Regex Works = new($"^{Thing} (?:works|will do|fits|suits|does it|helps|matches|will work|would work|would do|"
        + $"makes sense|(?:is|was) (?:really |all )?(?:me|so|that))$", RegexOptions.CultureInvariant);

    private static readonly Regex Bare = new($"^(?:{Adverb})*{Good}(?: (?:to|for|with|by) (?:me|us))?(?: as it is| like this| like that|"
        + $" this way| that way)?$", RegexOptions.CultureInvariant);

    private static readonly Regex Command = new(
        "^(?:(?:i|we) (?:think|say|would say|guess|suppose|believe|want|would like) )?(?:(?:you )?(?:can|may|should|could|must) |let us |"
            + "by all means |of course |sure |gladly |"
            + "do |to |just |go and |please |yes |and |so )*(?:"
        + "go (?:ahead|on|for it|right ahead|for launch|for take off)|(?:create|build|make|test|run|save|send|fire|try|work|type|start) away|(?:it|this|that|the agent|she|he) (?:may|can|should|shall|might as well|is allowed to) (?:run|go|start|go live|be (?:on|live|created|saved|active)|work|begin|proceed|do its (?:thing|job|work)|fly)|move (?:ahead|on|forward)|carry on|do (?:it|that|this|so)|go|proceed|continue|start|begin|"
        + "make it (?:so|happen)|make it|get (?:going|started|it done|on with it)|let (?:it|her) (?:run|go|roll|rip|work|happen)|get it (?:going|started|over with)|roll|go live|"
        + "(?:build|make|create|save|accept|apply|keep|start|try|test|run|use|publish|activate|launch|ship|enable|take|confirm|approve|"
        + "write|submit|send|finish|deploy|store|set up|switch on|turn on) "
        + "(?:it|that|this|them|that one|this one|the (?:agent|report|test|change|changes|plan|proposal|thing|draft|skill|new one))"
        + "(?: up| in| out)?|(?:set|turn|switch|put|fire|start) (?:it|that|this|the agent|the thing|her|him) (?:up|on|live)|"
        + "(?:turn|switch) on (?:it|that|this|the agent)|try|go with (?:it|that|this)|(?:keep|leave) (?:it|that|this|everything|all) "
        + "(?:as it is|as is|like this|like that|this way|that way|so|unchanged|the way it is))"
        + "(?: with (?:it|that|this|the (?:test|plan|build|change|report)))?(?: now| on| then| right now| right away| at once|"
            + " as proposed| as it is| like this| for me| immediately| like that| anyway)*$",
        RegexOptions.CultureInvariant);

    private static readonly Regex Person = new(
        "^(?:(?:very |quite |perfectly |totally )?(?:happy|fine|ok|okay|good|satisfied|content|pleased) with (?:it|that|this|everything|all of it)|(?:i|we|i think i|i guess i|yes i|sure i) (?:(?:do|hereby|gladly|happily|readily|willingly|heartily|officially|formally|duly|personally|both|all|fully|completely|totally|absolutely|really|wholeheartedly|definitely|"
            + "certainly|can only|quite|already|would|can|will|guess) )*(?:agree(?: with (?:it|that|this|you|everything|all of it))?|"
        + "accept(?: it| that| this)?|approve(?: it| that| this| of it)?|confirm(?: it| that| this)?|do|would|want (?:it|that|this)|"
        + "would like that|would love (?:that|to|it)|(?:like|love) (?:it|that|this|how it looks|what i see|the (?:plan|result|report|"
            + "summary))|"
        + "can live with (?:it|that|this)|am (?:in|sure|game|ready|happy|fine|ok|okay|good|satisfied|convinced|on board|all for it|sold|"
            + "pleased|delighted|for it|positive|with you)"
        + "(?: (?:with|about) (?:it|that|this|everything|the (?:result|plan|report|test|summary)))?|think so|believe so|suppose so|"
            + "guess so|hope so|see no reason not to|"
        + "am ready when you are|consent|insist|back that|support (?:it|that|this)|second that))(?: too| now| to go| to do it| completely|"
            + " entirely)?$",
        RegexOptions.CultureInvariant);

    private static readonly Regex Aside = new(
        " (?:from (?:me|us|my side|our side|my end|this (?:end|side)|all of us|everyone(?: here)?|where (?:i|we) (?:am|are|sit|stand)(?: (?:sitting|standing))?)|on (?:my|our) (?:side|end|part)|in my (?:opinion|view|book)|if you ask me|as far as i am concerned|i think|i guess|i would say|i suppose)$", RegexOptions.CultureInvariant);

    public static bool Match(string clause) => Whole(clause) || (Aside.Match(clause) is { Success: true } aside && Whole(clause[..aside.Index]));

    private static bool Whole(string clause)
        => !Again.IsMatch(clause) && (Fixed.IsMatch(clause) || Judged.IsMatch(clause) || Works.IsMatch(clause) || Bare.IsMatch(clause)
            || Command.IsMatch(clause) || Person.IsMatch(clause) || DoubleNegatives.Agree(clause) || GoIdioms.Match(clause)
            || GoAheads.Match(clause) || PleasedPhrases.Match(clause));

    /// <summary>"try again", "do it over": it was not right.</summary>
    private static readonly Regex Again = new("^(?:please |just |then |you )*(?:try|do it|do that|start|have another go|think|guess|go|run it)(?: (?:it|that))? (?:again|once more|over|harder)$", RegexOptions.CultureInvariant);
}
