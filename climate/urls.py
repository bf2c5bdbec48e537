"""Where everything about how we are stands. What helped whom comes in the body of a request, never in its address."""

from django.urls import path

from climate.views import before_contact, booster, booster_use, check_in, feedback, impression, pulse, reflection
from climate.views.history import BoosterCommentHistory, BoosterHistory

app_name = "climate"

urlpatterns = [
    path("check-ins/", check_in.CheckInList.as_view(), name="check_in_list"),
    path("check-ins/note/", check_in.check_in_note, name="check_in_note"),
    path("check-ins/remind/", check_in.check_in_remind, name="check_in_remind"),
    path("check-ins/file/", check_in.check_in_file, name="check_in_file"),
    path("check-ins/<int:pk>/delete/", check_in.check_in_delete, name="check_in_delete"),
    path("check-ins/delete-all/", check_in.check_in_delete_all, name="check_in_delete_all"),
    path("boosters/", booster.BoosterList.as_view(), name="booster_list"),
    path("boosters/new/", booster.BoosterCreate.as_view(), name="booster_create"),
    path("boosters/tried/", booster_use.booster_tried, name="booster_tried"),
    path("boosters/another/", booster_use.booster_another, name="booster_another"),
    path("boosters/starting-set/", booster.booster_starting_set, name="booster_starting_set"),
    path("boosters/poster/", booster.booster_poster, name="booster_poster"),
    path("boosters/comments/<int:pk>/history/", BoosterCommentHistory.as_view(), name="booster_comment_history"),
    path("boosters/comments/<int:pk>/discard/", booster.booster_comment_discard, name="booster_comment_discard"),
    path("boosters/<int:pk>/", booster.booster_detail, name="booster_detail"),
    path("boosters/<int:pk>/edit/", booster.BoosterUpdate.as_view(), name="booster_update"),
    path("boosters/<int:pk>/history/", BoosterHistory.as_view(), name="booster_history"),
    path("boosters/<int:pk>/discard/", booster.booster_discard, name="booster_discard"),
    path("boosters/<int:pk>/restore/", booster.booster_restore, name="booster_restore"),
    path("feedback/<str:token>/", feedback.feedback, name="feedback"),
    path("impressions/", impression.ImpressionList.as_view(), name="impression_list"),
    path("impressions/new/", impression.ImpressionCreate.as_view(), name="impression_create"),
    path("impressions/<int:pk>/", impression.impression_detail, name="impression_detail"),
    path("impressions/<int:pk>/edit/", impression.ImpressionUpdate.as_view(), name="impression_update"),
    path("impressions/<int:pk>/history/", impression.ImpressionHistory.as_view(), name="impression_history"),
    path("impressions/<int:pk>/discard/", impression.impression_discard, name="impression_discard"),
    path("impressions/<int:pk>/restore/", impression.impression_restore, name="impression_restore"),
    path("impressions/<int:pk>/ask/", impression.impression_ask, name="impression_ask"),
    path("impressions/<int:pk>/close/", impression.impression_close, name="impression_close"),
    path("impressions/<int:pk>/again/", impression.impression_again, name="impression_again"),
    path("impressions/<int:pk>/measure/", impression.impression_measure, name="impression_measure"),
    path("impressions/links/<int:pk>/revoke/", impression.feedback_link_revoke, name="feedback_link_revoke"),
    path("impressions/links/<int:pk>/renew/", impression.feedback_link_renew, name="feedback_link_renew"),
    path("reflection/", reflection.Reflection.as_view(), name="reflection"),
    path("reflection/questions/new/", reflection.QuestionCreate.as_view(), name="question_create"),
    path("reflection/questions/starting-set/", reflection.question_starting_set, name="question_starting_set"),
    path("reflection/questions/<int:pk>/edit/", reflection.QuestionUpdate.as_view(), name="question_update"),
    path("reflection/questions/<int:pk>/history/", reflection.QuestionHistory.as_view(), name="question_history"),
    path("reflection/questions/<int:pk>/discard/", reflection.question_discard, name="question_discard"),
    path("reflection/questions/<int:pk>/restore/", reflection.question_restore, name="question_restore"),
    path("reflection/questions/<int:pk>/answer/", reflection.question_answer, name="question_answer"),
    path("reflection/own/<int:pk>/delete/", reflection.private_answer_delete, name="private_answer_delete"),
    path("reflection/told/<int:pk>/discard/", reflection.shared_answer_discard, name="shared_answer_discard"),
    path("reflection/told/<int:pk>/history/", reflection.SharedAnswerHistory.as_view(), name="shared_answer_history"),
    path("before/<int:pk>/", before_contact.before, name="before_contact"),
    path("pulse/", pulse.PulsePage.as_view(), name="pulse"),
    path("pulse/answer/", pulse.pulse_answer, name="pulse_answer"),
    path("pulse/set/", pulse.pulse_set, name="pulse_set"),
]
