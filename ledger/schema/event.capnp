@0xaca25878f923c9d6;
# Every event. The union's ordinals are the event types on disk: append-only, for ever.

using Cxx = import "/capnp/c++.capnp";
using Json = import "/capnp/compat/json.capnp";
using Note = import "annotations.capnp";
using Directory = import "directory.capnp";
using Study = import "study.capnp";
using Meeting = import "meeting.capnp";
using Approval = import "approval.capnp";
using Selection = import "selection.capnp";
using Contract = import "contract.capnp";
using Evaluation = import "evaluation.capnp";
using Supervision = import "supervision.capnp";
using Oversight = import "oversight.capnp";
$Cxx.namespace("minutebook::schema");

struct EventBody $Json.discriminator(name = "type", valueName = "data") {
  union {
    # The ledger and its master data.
    ledgerCreated @0 :Directory.LedgerCreation $Json.name("LedgerCreated");
    organizationRegistered @1 :Directory.Organization $Json.name("OrganizationRegistered");
    organizationChanged @2 :Directory.OrganizationChange $Json.name("OrganizationChanged");
    organizationMoved @3 :Directory.OrganizationMove $Json.name("OrganizationMoved");
    venueRegistered @4 :Directory.Venue $Json.name("VenueRegistered");
    venueChanged @5 :Directory.VenueChange $Json.name("VenueChanged");
    operationDelegated @6 :Directory.OperationDelegation $Json.name("OperationDelegated");
    bodyEstablished @7 :Directory.Body $Json.name("BodyEstablished");
    bodyMemberSeated @8 :Directory.BodyMember $Json.name("BodyMemberSeated");
    bodyMemberDeparted @9 :Directory.BodyMemberDeparture $Json.name("BodyMemberDeparted");
    principalRegistered @10 :Directory.Principal $Json.name("PrincipalRegistered");
    roleGranted @11 :Directory.RoleGrant $Json.name("RoleGranted");
    roleRevoked @12 :Directory.RoleRevocation $Json.name("RoleRevoked");
    keyEnrolled @13 :Directory.KeyEnrolment $Json.name("KeyEnrolled");
    keyRevoked @14 :Directory.KeyRevocation $Json.name("KeyRevoked");
    partnerRegistered @15 :Directory.Partner $Json.name("PartnerRegistered");
    partnerChanged @16 :Directory.PartnerChange $Json.name("PartnerChanged");
    rulebookAdopted @17 :Directory.RulebookAdoption $Json.name("RulebookAdopted");
    # Step 1: study.
    partnershipProposed @18 :Study.Proposal $Json.name("PartnershipProposed");
    studyRecorded @19 :Study.Study $Json.name("StudyRecorded");
    dueDiligenceRecorded @20 :Study.DueDiligence $Json.name("DueDiligenceRecorded");
    proposalRevised @21 :Study.ProposalRevision $Json.name("ProposalRevised");
    proposalWithdrawn @22 :Study.Withdrawal $Json.name("ProposalWithdrawn");
    interestDeclared @23 :Study.InterestDeclaration $Json.name("InterestDeclared");
    # Step 2: collective decision.
    meetingConvened @24 :Meeting.Meeting $Json.name("MeetingConvened");
    attendanceRecorded @25 :Meeting.Attendance $Json.name("AttendanceRecorded");
    materialsRead @26 :Meeting.MaterialsReading $Json.name("MaterialsRead");
    recusalDeclared @27 :Meeting.Recusal $Json.name("RecusalDeclared");
    statementMade @28 :Meeting.Statement $Json.name("StatementMade");
    ballotCast @29 :Meeting.Ballot $Json.name("BallotCast");
    ballotChanged @30 :Meeting.BallotChange $Json.name("BallotChanged");
    writtenOpinionFiled @31 :Meeting.WrittenOpinion $Json.name("WrittenOpinionFiled");
    voteClosed @32 :Meeting.VoteClosing $Json.name("VoteClosed");
    resolutionAdopted @33 :Meeting.Resolution $Json.name("ResolutionAdopted");
    resolutionRejected @34 :Meeting.Resolution $Json.name("ResolutionRejected");
    minutesSigned @35 :Meeting.MinutesSignature $Json.name("MinutesSigned");
    # Step 3: approval and filing.
    approvalRequested @36 :Approval.ApprovalRequest $Json.name("ApprovalRequested");
    approvalGranted @37 :Approval.ApprovalGrant $Json.name("ApprovalGranted");
    approvalReturned @38 :Approval.ApprovalReturn $Json.name("ApprovalReturned");
    approvalRefused @39 :Approval.ApprovalRefusal $Json.name("ApprovalRefused");
    filingSubmitted @40 :Approval.Filing $Json.name("FilingSubmitted");
    filingAcknowledged @41 :Approval.FilingAcknowledgement $Json.name("FilingAcknowledged");
    # Step 4: selection and signing.
    selectionAnnounced @42 :Selection.Selection $Json.name("SelectionAnnounced");
    bidReceived @43 :Selection.Bid $Json.name("BidReceived");
    bidsOpened @44 :Selection.BidOpening $Json.name("BidsOpened");
    bidScored @45 :Selection.BidScore $Json.name("BidScored");
    bidDisqualified @46 :Selection.BidDisqualification $Json.name("BidDisqualified");
    winnersDetermined @47 :Selection.Winners $Json.name("WinnersDetermined");
    resultPublished @48 :Selection.ResultPublication $Json.name("ResultPublished");
    objectionRaised @49 :Selection.Objection $Json.name("ObjectionRaised");
    objectionResolved @50 :Selection.ObjectionResolution $Json.name("ObjectionResolved");
    assetsAppraised @51 :Selection.Appraisal $Json.name("AssetsAppraised");
    contractDrafted @52 :Contract.ContractDraft $Json.name("ContractDrafted");
    contractSigned @53 :Contract.ContractSignature $Json.name("ContractSigned");
    contractAmended @54 :Contract.ContractAmendment $Json.name("ContractAmended");
    contractRenewed @55 :Contract.ContractRenewal $Json.name("ContractRenewed");
    # Step 5: evaluation.
    evaluationRecorded @56 :Evaluation.Evaluation $Json.name("EvaluationRecorded");
    rectificationOrdered @57 :Evaluation.RectificationOrder $Json.name("RectificationOrdered");
    rectificationReported @58 :Evaluation.RectificationReport $Json.name("RectificationReported");
    rectificationVerified @59 :Evaluation.RectificationVerification
        $Json.name("RectificationVerified");
    contractTerminated @60 :Contract.ContractTermination $Json.name("ContractTerminated");
    contractExpired @61 :Contract.ContractExpiry $Json.name("ContractExpired");
    assetsSettled @62 :Contract.AssetSettlement $Json.name("AssetsSettled");
    # Supervision.
    programmeOpened @63 :Supervision.Programme $Json.name("ProgrammeOpened");
    programmeItemListed @64 :Supervision.ProgrammeItem $Json.name("ProgrammeItemListed");
    measureRecorded @65 :Supervision.Measure $Json.name("MeasureRecorded");
    programmeItemClosed @66 :Supervision.ProgrammeItemClosing $Json.name("ProgrammeItemClosed");
    programmeClosed @67 :Supervision.ProgrammeClosing $Json.name("ProgrammeClosed");
    reportFiled @68 :Supervision.Report $Json.name("ReportFiled");
    targetLetterSigned @69 :Supervision.TargetLetter $Json.name("TargetLetterSigned");
    targetAssessed @70 :Supervision.TargetAssessment $Json.name("TargetAssessed");
    serviceTermsPublished @71 :Supervision.ServiceTerms $Json.name("ServiceTermsPublished");
    # At any time.
    observerAssigned @72 :Oversight.ObserverAssignment $Json.name("ObserverAssigned");
    observationRecorded @73 :Oversight.Observation $Json.name("ObservationRecorded");
    irregularityReported @74 :Oversight.IrregularityReport $Json.name("IrregularityReported");
    documentAttached @75 :Oversight.DocumentAttachment $Json.name("DocumentAttached");
    correctionRecorded @76 :Oversight.Correction $Json.name("CorrectionRecorded");
    inspectionOpened @77 :Oversight.InspectionOpening $Json.name("InspectionOpened");
    evidenceExported @78 :Oversight.EvidenceExport $Json.name("EvidenceExported");
    findingConfirmed @79 :Oversight.FindingDecision $Json.name("FindingConfirmed");
    findingDismissed @80 :Oversight.FindingDecision $Json.name("FindingDismissed");
    legalHoldPlaced @81 :Oversight.LegalHold $Json.name("LegalHoldPlaced");
    legalHoldReleased @82 :Oversight.LegalHoldRelease $Json.name("LegalHoldReleased");
    redactionOrdered @83 :Oversight.RedactionOrder $Json.name("RedactionOrdered");
    redactionExecuted @84 :Oversight.RedactionExecution $Json.name("RedactionExecuted");
    commandRefused @85 :Oversight.Refusal $Json.name("CommandRefused");
    # By the ledger itself, on its own stream.
    ledgerKeyRotated @86 :Directory.LedgerKeyRotation $Json.name("LedgerKeyRotated");
    integrityVerified @87 :Oversight.IntegrityVerification $Json.name("IntegrityVerified");
  }
}

struct IrregularEntry {
  # A fact recorded although the procedure would have refused it. Never made to look regular.
  reason @0 :Text;
  evidence @1 :List(Data) $Note.exactBytes(32) $Note.document;
  # Digests of documents.
}

struct Payload {
  # What is stored beside the header, and what the header's commitment covers.
  body @0 :EventBody;
  command @1 :Data $Json.base64;
  # On a command's first event: its bytes exactly as the author sent them (JSON or DSSE envelope).
  irregular @2 :IrregularEntry;
}
